// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/agent/repeatedrequests.h"
#include "app/ipc/agentserver.h"
#include "app/session/sessionmanager.h"

#include <QHash>
#include <QObject>

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace Agent {

//! What `status` tells about the process.
struct AgentIdentity
{
    QString kind; //!< "lanyard" or "lanyard-agent"
    QString version;
    std::filesystem::path socket;
};

//! Answers the requests on the agent's socket:
//!
//! | op | asks for | answers |
//! | --- | --- | --- |
//! | get-token | session description, policy | token, expirationTimestamp |
//! | login | session description, way | session, or state "waiting" with the address to open and, on a device, the code |
//! | await-login | session | session, when the login that waits is over |
//! | cancel-login, logout | session, or its description | what happened |
//! | sessions, status | – | as in the command-line contract: who is or was signed in |
//! | whoami | session description, server | claims, header, apiServer |
//! | doctor | context, files, environment | the doctor's report |
//! | trust | session description, as its files say now | whether that was new |
//! | reload | – | settings: "read", "defaults" or "partly", and then the problem |
//! | refresh, lock, unlock, stop, hand-over | – | – |
//!
//! None returns a refresh token, whatever it is asked.
class AgentService : public QObject
{
    Q_OBJECT

public:
    using Answer = QFuture<Core::Result<Core::Json>>;
    using Operation = std::function<Answer(const Core::Json &parameters, const Ipc::Peer &peer)>;

    AgentService(Session::SessionManager &sessions, const Core::Clock &clock, AgentIdentity identity,
                 QObject *parent = nullptr);
    ~AgentService() override;

    [[nodiscard]] Answer handle(const Ipc::Request &request, const Ipc::Peer &peer);
    //! What "--login=auto" of a caller means.
    void setLoginPolicy(Session::LoginPolicy policy) { m_loginPolicy = policy; }
    //! One more operation of the hosting program ("show" of the desktop app).
    void addOperation(const std::string &name, Operation operation);

Q_SIGNALS:
    //! The answer is on its way; end after it was sent.
    void stopRequested();
    void handOverRequested();

private:
    struct Login;

    [[nodiscard]] Answer getToken(const Core::Json &parameters, const Ipc::Peer &peer);
    [[nodiscard]] Answer logIn(const Core::Json &parameters, const Ipc::Peer &peer);
    [[nodiscard]] Answer awaitLogin(const Core::Json &parameters, const Ipc::Peer &peer);
    [[nodiscard]] Answer cancelLogin(const Core::Json &parameters, const Ipc::Peer &peer);
    [[nodiscard]] Answer logOut(const Core::Json &parameters, const Ipc::Peer &peer);
    [[nodiscard]] Answer listSessions(const Core::Json &parameters, const Ipc::Peer &peer);
    [[nodiscard]] Answer whoAmI(const Core::Json &parameters, const Ipc::Peer &peer);
    [[nodiscard]] Answer trust(const Core::Json &parameters, const Ipc::Peer &peer);
    [[nodiscard]] Answer refresh(const Core::Json &parameters, const Ipc::Peer &peer);
    [[nodiscard]] Answer status(const Core::Json &parameters, const Ipc::Peer &peer);
    [[nodiscard]] Answer handOver(const Core::Json &parameters, const Ipc::Peer &peer);
    [[nodiscard]] QList<Session::SessionInfo> signedIn() const;
    void addOperations();
    void browserAsked(const QString &sessionId, const QString &problem);
    static void loginEnded(Login &login, const Core::Result<Session::SessionInfo> &result);

    Session::SessionManager &m_sessions;
    const Core::Clock &m_clock;
    AgentIdentity m_identity;
    RepeatedRequests m_repeats;
    Session::LoginPolicy m_loginPolicy = Session::LoginPolicy::Auto;
    QHash<QByteArray, Operation> m_operations;
    QHash<QString, std::shared_ptr<Login>> m_logins;
};

//! The `sessions` entry of the command-line contract.
[[nodiscard]] Core::Json sessionJson(const Session::SessionInfo &info);

} // namespace Agent
