// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/tray/traymodel.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace Ui {

//! TrayModel on the desktop's tray.
class TrayIcon final : public QObject
{
    Q_OBJECT

public:
    explicit TrayIcon(TrayModel &model, QObject *parent = nullptr);
    //! One notification with a way to act: a click opens the sign-in.
    void notify(const QString &title, const QString &text);

Q_SIGNALS:
    void notificationClicked();

private:
    void sync();
    [[nodiscard]] static QIcon iconFor(TrayState state);

    TrayModel &m_model;
    QMenu m_menu;
    QSystemTrayIcon m_icon;
};

} // namespace Ui
