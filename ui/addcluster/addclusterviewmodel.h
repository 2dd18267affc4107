// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "ui/addcluster/presets.h"
#include "ui/claims/claimrows.h"
#include "ui/clusters/clustersviewmodel.h"
#include "ui/ports.h"
#include "ui/text.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace Ui {

//! Adds a cluster, step by step. No widgets.
//!
//! ```
//! Server ─ probe ─► Provider ─ discovery ─► SignIn ─ browser ─► Identity ─ whoAmI ─► Review ─ commit ─► Done
//! ```
//! Nothing is written before Review, and going back never loses what was typed.
class AddClusterViewModel final : public QObject
{
    Q_OBJECT

public:
    enum class Step {
        Server,
        Provider,
        SignIn,
        Identity,
        Review,
        Done,
    };
    static constexpr int stepCount = 6;

    //! A live check beside a field.
    struct Check
    {
        enum class State {
            None,
            Running,
            Good,
            NeedsDecision, //!< a certificate to be looked at
            Bad,
        };
        State state = State::None;
        QString text;
        QString detail;
    };

    struct Dependencies
    {
        KubeconfigPort &kubeconfig;
        SessionsPort &sessions;
        ApiServerPort &apiServer;
        ProviderPort &provider;
        const Core::Clock &clock;
        QString pluginPath; //!< absolute path of kubectl-lanyard
        //! How long the person must pause before their words are looked at.
        std::chrono::milliseconds typingPause { 500 };
    };

    //! The person's words. CA files are read here (at most 1 MiB), their paths go into the entry.
    struct Fields
    {
        QString server;
        QByteArray serverCaPem;
        QString presetId = QStringLiteral("generic");
        QString issuer;
        QString clientId;
        QString scopes = QStringLiteral("openid email profile offline_access");
        QString providerCaFile;
        QString name;
        QString nameSpace;
        bool makeCurrent = true;
        bool operator==(const Fields &) const = default;
    };

    explicit AddClusterViewModel(const Dependencies &dependencies, QObject *parent = nullptr);
    ~AddClusterViewModel() override;

    [[nodiscard]] Step step() const { return m_step; }
    [[nodiscard]] const Fields &fields() const { return m_fields; }
    [[nodiscard]] const Check &serverCheck() const { return m_serverCheck; }
    [[nodiscard]] const Check &providerCheck() const { return m_providerCheck; }
    [[nodiscard]] const std::optional<Message> &message() const { return m_message; }
    [[nodiscard]] bool canGoOn() const;
    [[nodiscard]] bool canGoBack() const;

    void start(); //!< empty fields, first step
    void setFields(const Fields &fields);
    void next();
    void back();
    //! The person looked at the fingerprint and trusts the authority.
    void trustAuthority();
    //! Reads a CA file for the API server; says so if it has no certificate.
    void loadServerCa(const QString &file);

    void signIn();
    void cancelSignIn();
    [[nodiscard]] bool isSigningIn() const { return m_signingIn; }
    [[nodiscard]] QUrl pendingUrl() const;
    [[nodiscard]] std::optional<Session::SessionInfo> session() const;
    [[nodiscard]] const QList<ClaimRow> &claims() const { return m_claims; }
    [[nodiscard]] const QString &rawClaims() const { return m_rawClaims; }
    [[nodiscard]] const ServerAnswer &answer() const { return m_answer; }
    void askApiServer();

    [[nodiscard]] const std::optional<Planned> &planned() const { return m_planned; }
    [[nodiscard]] bool isWriting() const { return m_writing; }
    [[nodiscard]] QString targetFile() const { return m_ports.kubeconfig.defaultFile(); }
    //! Writes what was shown, then asks the API server once more as kubectl would.
    void write();
    void resolve(Remedy remedy);
    void dismissMessage();

Q_SIGNALS:
    void stepChanged();
    void changed(); //!< anything else that is shown
    void messageChanged();
    void added(const QString &context);

private:
    void probeServer();
    void discover();
    void planEntry();
    void commit(Kubeconfig::StaleLock stale);
    void goTo(Step step);
    void takeSession();
    [[nodiscard]] QUrl serverUrl() const;
    [[nodiscard]] Session::SessionRequest request() const;
    [[nodiscard]] Kubeconfig::NewEntry newEntry() const;
    [[nodiscard]] Kubeconfig::Cluster cluster() const;
    void say(const Core::Error &error);
    void suggestName();

    Dependencies m_ports;
    Step m_step = Step::Server;
    Fields m_fields;
    Check m_serverCheck, m_providerCheck;
    QSslCertificate m_offeredAuthority;
    QByteArray m_providerCaPem;
    std::optional<Message> m_message;
    bool m_signingIn = false;
    bool m_signedIn = false;
    bool m_writing = false;
    QList<ClaimRow> m_claims;
    QString m_rawClaims;
    ServerAnswer m_answer;
    std::optional<Planned> m_planned;
    QTimer m_probeDelay, m_discoverDelay, m_planDelay;
    // Answers to questions that were asked about older words are dropped.
    quint64 m_probeNumber = 0, m_discoverNumber = 0, m_planNumber = 0, m_signInNumber = 0;
};

} // namespace Ui
