// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/kubernetes/inferredmapping.h"
#include "ui/changeflow.h"
#include "ui/claims/claimrows.h"
#include "ui/clusters/contextlistmodel.h"
#include "ui/ports.h"
#include "ui/rights/rightsport.h"
#include "ui/text.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace Ui {

class EntriesViewModel;
class ExportViewModel;
class HistoryViewModel;
class ImportViewModel;

//! What the API server itself says about the person.
struct ServerAnswer
{
    enum class State {
        NotAsked,
        Asking,
        Answered,
        Failed,
    };
    State state = State::NotAsked;
    Kubernetes::UserInfo who;
    QString askedAt;
    Message problem;
};

//! Everything the right side shows of one context.
struct ContextDetail
{
    ContextEntry entry;
    std::optional<Kubeconfig::ExecConfig> exec;
    bool canSignIn = false;
    std::optional<Session::SessionInfo> session;
    QString sessionLine;
    QUrl pendingLoginUrl;
    QList<ClaimRow> claims;
    QString rawClaims;
    ServerAnswer answer;
    QStringList namespaces; //!< told by the server, else used before
    bool isProtected = false;
    Kubernetes::InferredMapping mapping; //!< from the claims to the answer, once there is one
};

//! The Clusters page: all contexts, one of them in detail, switching. No widgets.
class ClustersViewModel final : public QObject
{
    Q_OBJECT

public:
    enum class Phase {
        Loading,
        Empty, //!< no context in any file
        Ready,
        Broken, //!< a file cannot be read; message() says why
    };
    struct Dependencies
    {
        KubeconfigPort &kubeconfig;
        SessionsPort &sessions;
        ApiServerPort &apiServer;
        PreferencesPort &preferences;
        const Core::Clock &clock;
    };

    explicit ClustersViewModel(const Dependencies &dependencies, QObject *parent = nullptr);
    ~ClustersViewModel() override;

    [[nodiscard]] ContextListModel *contexts() { return &m_contexts; }
    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] QString selected() const { return m_selected; }
    [[nodiscard]] const std::optional<ContextDetail> &detail() const { return m_detail; }
    [[nodiscard]] const std::optional<Message> &message() const { return m_message; }
    [[nodiscard]] bool isBusy() const { return m_busy > 0 || m_flow.isBusy(); }

    void reload();
    void select(const QString &context);
    //! Plans the switch, then asks (confirmationNeeded) or writes, as the preferences say.
    void useContext(const QString &context);
    void setNamespace(const QString &context, const QString &nameSpace);
    //! Any other edit: planned, shown, and written when confirm() comes.
    void propose(const KubeconfigEdit &edit);
    void setProtection(const QString &context, Core::Protection protection);
    //! The contexts that an edit is about, as far as it names them.
    [[nodiscard]] QStringList touchedBy(const KubeconfigEdit &edit) const;
    [[nodiscard]] std::unique_ptr<ExportViewModel> createExport(const QString &context) const;
    [[nodiscard]] std::unique_ptr<EntriesViewModel> createEntries() const;
    [[nodiscard]] std::unique_ptr<HistoryViewModel> createHistory() const;
    [[nodiscard]] std::unique_ptr<ImportViewModel> createImport() const;
    void confirm();
    void discard();
    void signIn();
    void cancelSignIn();
    void refreshSession();
    //! Asks who the API server thinks you are, and which namespaces there are.
    void askApiServer();
    //! The same for the namespaces alone, once, and only with a sign-in that is there.
    void askNamespaces();
    //! The cluster of the selected context and its sign-in; nothing where Lanyard signs nobody in.
    [[nodiscard]] std::optional<AskTarget> askTarget() const;
    //! Does what the shown message offers.
    void resolve(Remedy remedy);
    void dismissMessage();
    //! News of a dialog over the page.
    void tell(const Message &message) { say(message); }
    //! Time has passed: minutes left and claim times are worked out again.
    void tick();

Q_SIGNALS:
    void phaseChanged();
    void detailChanged();
    void messageChanged();
    void busyChanged();
    void confirmationNeeded(const Ui::Planned &planned);
    void contextsChanged();

private:
    void take(const Kubeconfig::Config &config);
    [[nodiscard]] ContextEntry entryOf(const Kubeconfig::Context &context);
    void rebuildDetail();
    void updateSession(const QString &sessionId);
    void connectFlow();
    void loadMarks();
    void rememberNamespace(const SetNamespace &edit);
    [[nodiscard]] QStringList namespacesOf(const QString &cluster) const;
    void say(const Message &message);
    void fail(const Core::Error &error);
    void setPhase(Phase phase);
    void addBusy(int change);
    [[nodiscard]] std::optional<Session::SessionRequest> requestOf(const ContextEntry &entry) const;

    Dependencies m_ports;
    ContextListModel m_contexts;
    QHash<QString, Kubeconfig::Cluster> m_clusters;
    QHash<QString, Kubeconfig::User> m_users;
    QHash<QString, ServerAnswer> m_answers;
    QHash<QString, QStringList> m_namespaces; //!< what the servers told, by cluster
    QHash<QString, QStringList> m_usedNamespaces; //!< what the contexts of a cluster use
    QSet<QString> m_asked;
    Phase m_phase = Phase::Loading;
    QString m_selected;
    std::optional<ContextDetail> m_detail;
    std::optional<Message> m_message;
    ChangeFlow m_flow;
    quint64 m_loadNumber = 0;
    int m_busy = 0;
    QTimer m_ticker;
};

} // namespace Ui
