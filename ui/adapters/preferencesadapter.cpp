// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/adapters/preferencesadapter.h"

#include "app/qtsupport/compat.h"

namespace Ui {

PreferencesAdapter::PreferencesAdapter(const QString &file, QObject *parent)
    : PreferencesPort(parent)
    , m_settings(file, QSettings::IniFormat)
{
}

Preferences PreferencesAdapter::preferences() const
{
    const Preferences defaults;
    Preferences read;
    read.confirmSwitch = m_settings.value("confirmSwitch"_L1, defaults.confirmSwitch).toBool();
    read.closeToTray = m_settings.value("closeToTray"_L1, defaults.closeToTray).toBool();
    return read;
}

void PreferencesAdapter::setPreferences(const Preferences &changed)
{
    if (changed == preferences())
        return;
    m_settings.setValue("confirmSwitch"_L1, changed.confirmSwitch);
    m_settings.setValue("closeToTray"_L1, changed.closeToTray);
    Q_EMIT preferencesChanged();
}

} // namespace Ui
