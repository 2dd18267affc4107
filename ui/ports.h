// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/protectedcontexts.h"
#include "app/kubeconfig/kubeconfigstore.h"
#include "app/kubernetes/reviewclient.h"
#include "app/oidc/providermetadata.h"
#include "app/session/sessionmanager.h"
#include "ui/clusters/execsession.h"
#include "ui/clusters/grouping.h"
#include "ui/kubeconfigedits.h"

#include <QObject>
#include <QSet>
#include <QSslCertificate>

//! The edges of the window. View models see the rest of the program through these, so that their
//! tests run without a keychain, a network or a file; adapters.* joins them to the real parts.
namespace Ui {

//! Sessions, without anything secret.
class SessionsPort : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~SessionsPort() override;

    [[nodiscard]] virtual QList<Session::SessionInfo> sessions() const = 0;
    [[nodiscard]] virtual std::optional<Session::SessionInfo> session(const QString &id) const = 0;
    [[nodiscard]] virtual std::optional<Session::SessionRequest> request(const QString &id) const = 0;
    //! The request with the contents of its CA file, read with a limit.
    [[nodiscard]] virtual Session::SessionRequest completed(const ExecSignIn &signIn) const = 0;
    [[nodiscard]] virtual QString idOf(const Session::SessionRequest &request) const = 0;
    [[nodiscard]] virtual Core::Result<Session::SessionClaims> claims(const QString &id) const = 0;
    [[nodiscard]] virtual QUrl pendingLoginUrl(const QString &id) const = 0;

    [[nodiscard]] virtual QtSupport::FutureResult<Session::SessionInfo>
    logIn(const Session::SessionRequest &request) = 0;
    virtual void cancelLogin(const QString &id) = 0;
    [[nodiscard]] virtual QtSupport::FutureResult<Session::SessionInfo> refreshNow(const QString &id) = 0;
    [[nodiscard]] virtual QtSupport::FutureResult<Session::LogoutOutcome> logOut(const QString &id) = 0;
    //! Makes a session of the kubeconfig known; its refresh token may be in the keychain.
    virtual void adopt(const Session::SessionRequest &request) = 0;

Q_SIGNALS:
    void sessionChanged(const QString &sessionId);
    void sessionRemoved(const QString &sessionId);
    void loginStarted(const QString &sessionId, const QUrl &url);
    void loginFinished(const QString &sessionId);
    void attentionNeeded(const QString &sessionId, const QString &reason);
};

//! A checked edit with its text for people. The diff is made where the plan is made: for a file of
//! 20 MB that is nothing for the thread of the window.
struct Planned
{
    Kubeconfig::Plan plan;
    QString diff;
    bool isPlainSwitch = false; //!< context or namespace: a setting turns the question off
    QStringList guarded; //!< protected contexts that it touches: asked for in any case
};

//! The kubeconfig files. Everything runs on a worker thread.
class KubeconfigPort
{
public:
    virtual ~KubeconfigPort();

    [[nodiscard]] virtual QtSupport::FutureResult<Kubeconfig::Config> load() = 0;
    [[nodiscard]] virtual QtSupport::FutureResult<Planned> plan(const KubeconfigEdit &edit) = 0;
    [[nodiscard]] virtual QtSupport::FutureResult<Planned> planAdd(const Kubeconfig::NewEntry &entry) = 0;
    [[nodiscard]] virtual QtSupport::FutureResult<std::monostate> commit(const Kubeconfig::Plan &plan,
                                                                         Kubeconfig::StaleLock stale) = 0;
    //! Newest first.
    [[nodiscard]] virtual QtSupport::FutureResult<QList<HistoryItem>> history() = 0;
    //! The lines that a write of the past took out and put in.
    [[nodiscard]] virtual QtSupport::FutureResult<QString> historyDiff(std::uint64_t id) = 0;
    //! The bytes of a file that somebody wants to import, read with a limit.
    [[nodiscard]] virtual QtSupport::FutureResult<ImportSource> readImport(const QString &file) = 0;
    //! Executes nothing and opens no file that the source names.
    [[nodiscard]] virtual QtSupport::FutureResult<ImportReview> reviewImport(const ImportSource &source) = 0;
    [[nodiscard]] virtual QtSupport::FutureResult<QByteArray> exportText(const ExportRequest &request) = 0;
    //! Into a new file of this user alone; one that is there is never replaced.
    [[nodiscard]] virtual QtSupport::FutureResult<std::monostate> exportFile(const ExportRequest &request,
                                                                            const QString &file) = 0;
    //! The contexts a person marked; read anew each time, for the command line marks, too.
    [[nodiscard]] virtual QtSupport::FutureResult<QSet<QString>> protectedContexts() = 0;
    [[nodiscard]] virtual QtSupport::FutureResult<std::monostate> setProtection(const QString &context,
                                                                               Core::Protection protection) = 0;
    //! The files that are read, in order, and the one that new entries go to.
    [[nodiscard]] virtual QStringList files() const = 0;
    [[nodiscard]] virtual QString defaultFile() const = 0;
};

//! What a TLS handshake with a server showed. Nothing was sent.
struct ServerCertificate
{
    bool trustedBySystem = false;
    //! The authority to trust, if the server sent a self-signed one; else null.
    QSslCertificate authority;
    QSslCertificate leaf;
};

//! API servers, asked as the person of a session. No token passes through here.
class ApiServerPort
{
public:
    virtual ~ApiServerPort();

    //! The PEM certificates of a file the person chose: at most 1 MiB, and at least one in it.
    [[nodiscard]] virtual Core::Result<QByteArray> readCaFile(const QString &file) const = 0;
    [[nodiscard]] virtual QtSupport::FutureResult<ServerCertificate> probe(const QUrl &server) = 0;
    [[nodiscard]] virtual QtSupport::FutureResult<Kubernetes::UserInfo>
    whoAmI(const Kubeconfig::Cluster &cluster, const Session::SessionRequest &as) = 0;
    [[nodiscard]] virtual QtSupport::FutureResult<QStringList>
    namespaces(const Kubeconfig::Cluster &cluster, const Session::SessionRequest &as) = 0;
};

//! Identity providers, before anybody signs in.
class ProviderPort
{
public:
    virtual ~ProviderPort();
    [[nodiscard]] virtual QtSupport::FutureResult<Oidc::ProviderMetadata> discover(const QString &issuer,
                                                                                   const QByteArray &caPem) = 0;
};

//! What the window remembers.
struct Preferences
{
    bool confirmSwitch = true; //!< show the diff before a plain switch
    bool closeToTray = true;
    Grouping grouping = Grouping::None; //!< of the list of contexts
    bool operator==(const Preferences &) const = default;
};

class PreferencesPort : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~PreferencesPort() override;
    [[nodiscard]] virtual Preferences preferences() const = 0;
    virtual void setPreferences(const Preferences &preferences) = 0;
    //! Namespaces that were typed for a cluster, the latest first.
    [[nodiscard]] virtual QStringList rememberedNamespaces(const QString &cluster) const = 0;
    virtual void rememberNamespace(const QString &cluster, const QString &nameSpace) = 0;

Q_SIGNALS:
    void preferencesChanged();
};

} // namespace Ui
