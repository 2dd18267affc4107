// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "ui/clusters/contextlistmodel.h"
#include "ui/ports.h"
#include "ui/text.h"

#include <QAbstractListModel>
#include <QTimer>

#include <functional>
#include <optional>

namespace Ui {

//! One row of the Sign-ins page.
struct SignInRow
{
    Session::SessionInfo info;
    QString title; //!< the person
    QString issuer; //!< host and path, for people
    QString line; //!< "Signed in as … · 7 min left"
    QString storage;
    QString contexts; //!< "prod-eu, prod-us and 3 more"
    QString problem;
    QUrl pendingUrl;
};

class SignInsViewModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole,
        StateRole,
    };

    SignInsViewModel(SessionsPort &sessions, const ContextListModel &contexts, const Core::Clock &clock,
                     QObject *parent = nullptr);

    [[nodiscard]] const QList<SignInRow> &rows() const { return m_rows; }
    [[nodiscard]] const std::optional<Message> &message() const { return m_message; }
    void reload();
    void tick();

    void signIn(const QString &sessionId);
    void cancel(const QString &sessionId);
    void refresh(const QString &sessionId);
    void signOut(const QString &sessionId);
    void resolve(Remedy remedy);
    void dismissMessage();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void messageChanged();
    //! The provider offers to end its own session too; open this in a browser.
    void endSessionOffered(const QUrl &url);

private:
    [[nodiscard]] SignInRow rowOf(const Session::SessionInfo &session) const;
    void update(const QString &sessionId);
    void fail(const Core::Error &error, const QString &sessionId, std::function<void()> again);
    void say(const Message &message);

    SessionsPort &m_sessions;
    const ContextListModel &m_contexts;
    const Core::Clock &m_clock;
    QList<SignInRow> m_rows;
    std::optional<Message> m_message;
    QString m_failedSession;
    std::function<void()> m_again;
    QTimer m_ticker;
};

} // namespace Ui
