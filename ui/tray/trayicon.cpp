// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/tray/trayicon.h"

#include "app/qtsupport/compat.h"
#include "ui/theme.h"

namespace Ui {

TrayIcon::TrayIcon(TrayModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    m_icon.setContextMenu(&m_menu);
    connect(&m_model, &TrayModel::changed, this, &TrayIcon::sync);
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &TrayIcon::notificationClicked);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            Q_EMIT m_model.openChosen();
    });
    sync();
    m_icon.show();
}

void TrayIcon::sync()
{
    m_menu.clear();
    for (const TrayEntry &entry : m_model.entries()) {
        if (entry.kind == TrayEntry::Kind::Separator) {
            m_menu.addSeparator();
            continue;
        }
        QAction *action = m_menu.addAction(entry.text);
        action->setEnabled(entry.enabled);
        if (entry.kind == TrayEntry::Kind::Context) {
            action->setCheckable(true);
            action->setChecked(entry.checked);
            if (entry.isProtected)
                action->setIcon(Theme::icon(u"shield"_s));
        }
        connect(action, &QAction::triggered, &m_model, [this, entry] { m_model.activate(entry); });
    }
    m_icon.setIcon(iconFor(m_model.state()));
    m_icon.setToolTip(m_model.toolTip());
}

QIcon TrayIcon::iconFor(TrayState state)
{
    // Panels are dark or light whatever the windows are: a mid grey-blue with 4.5:1 against neither,
    // but 3:1 (the bound for icons) against both.
    const QColor ink(0x6d, 0x8f, 0xc4);
    QIcon icon;
    for (const int size : { 16, 22, 24, 32, 48 })
        icon.addPixmap(Theme::pixmap(TrayModel::iconName(state), size, 1.0, ink));
    return icon;
}

void TrayIcon::notify(const QString &title, const QString &text)
{
    m_icon.showMessage(title, text, iconFor(TrayState::NeedsYou));
}

} // namespace Ui
