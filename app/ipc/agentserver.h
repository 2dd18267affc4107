// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/core/result.h"
#include "app/ipc/wire.h"

#include <QFuture>
#include <QObject>

#include <filesystem>
#include <functional>
#include <memory>

namespace Ipc {

//! The process at the other end of a connection, from SO_PEERCRED.
struct Peer
{
    qint64 pid = 0;
    quint32 uid = 0;
};

//! Answers one request. The future must finish; the server adds no deadline of its own, because a
//! login may wait for a person (the client has one).
using RequestHandler =
        std::function<QFuture<Core::Result<Core::Json>>(const Request &request, const Peer &peer)>;

//! The agent's end of the socket, on the Qt event loop.
//!
//! At most 1,024 connections; a connection that sends no whole request within 10 s, or breaks the
//! protocol, is closed. Peers of another uid are refused before a byte is read.
class AgentServer : public QObject
{
    Q_OBJECT

public:
    explicit AgentServer(RequestHandler handler, QObject *parent = nullptr);
    ~AgentServer() override;

    //! Claims \a socket: takes an flock() on `agent.lock` beside it (held while this lives), removes a
    //! dead socket, binds with mode 0600. Conflict when another agent holds the claim.
    [[nodiscard]] Core::Result<> listen(const std::filesystem::path &socket);
    //! Stops listening and gives the claim up, so that another agent can take over; pending answers
    //! are still sent.
    void close();

    [[nodiscard]] int connectionCount() const;

Q_SIGNALS:
    //! After an answer was sent; for the idle timer of lanyard-agent.
    void answered();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Ipc
