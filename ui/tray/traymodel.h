// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "ui/clusters/contextlistmodel.h"
#include "ui/ports.h"

#include <QObject>
#include <QTimer>

namespace Ui {

//! One line of the tray's menu.
struct TrayEntry
{
    enum class Kind {
        Title, //!< cannot be chosen
        Separator,
        Context, //!< id = context name
        MoreContexts,
        Session, //!< cannot be chosen: state and minutes left
        RefreshNow,
        SignIn, //!< id = session
        Open,
        Quit,
    };
    Kind kind = Kind::Separator;
    QString text;
    QString id;
    bool checked = false;
    bool enabled = true;
    bool isProtected = false; //!< a shield before the name
    bool operator==(const TrayEntry &) const = default;
};

enum class TrayState {
    Idle, //!< no sign-in is in use
    SignedIn,
    NeedsYou,
    Refreshing,
    Offline,
    Locked,
};

//! What the tray shows, without a tray: desktops without one lose nothing but the icon.
class TrayModel final : public QObject
{
    Q_OBJECT

public:
    static constexpr int maxContexts = 15;

    TrayModel(const ContextListModel &contexts, SessionsPort &sessions, const Core::Clock &clock,
              QObject *parent = nullptr);

    [[nodiscard]] const QList<TrayEntry> &entries() const { return m_entries; }
    [[nodiscard]] TrayState state() const { return m_state; }
    [[nodiscard]] QString toolTip() const { return m_toolTip; }
    //! Name of the icon for a state; the icons differ in shape, not only in colour.
    [[nodiscard]] static QString iconName(TrayState state);
    void rebuild();
    //! Refreshes every session that can be.
    void refreshAll();
    //! Signs in; the future's failure is told by the Sign-ins page.
    void activate(const TrayEntry &entry);

Q_SIGNALS:
    void changed();
    void contextChosen(const QString &name);
    void signInChosen(const QString &sessionId);
    void openChosen();
    void moreContextsChosen();
    void quitChosen();

private:
    void addContexts(QList<TrayEntry> &entries) const;
    void addSessions(QList<TrayEntry> &entries, const QList<Session::SessionInfo> &sessions) const;
    [[nodiscard]] static TrayState stateOf(const QList<Session::SessionInfo> &sessions);

    const ContextListModel &m_contexts;
    SessionsPort &m_sessions;
    const Core::Clock &m_clock;
    QList<TrayEntry> m_entries;
    TrayState m_state = TrayState::Idle;
    QString m_toolTip;
    QTimer m_ticker;
};

} // namespace Ui
