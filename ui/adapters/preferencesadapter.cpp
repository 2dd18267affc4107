// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/adapters/preferencesadapter.h"

#include "app/qtsupport/logging.h"
#include "app/qtsupport/strings.h"

namespace Ui {

PreferencesAdapter::PreferencesAdapter(Settings::SettingsStore &store, QObject *parent)
    : PreferencesPort(parent)
    , m_store(store)
{
    connect(&m_store, &Settings::SettingsStore::changed, this, &PreferencesPort::preferencesChanged);
}

Preferences PreferencesAdapter::preferences() const
{
    return { m_store.settings().showDiffBeforeSwitch, m_store.settings().closeToTray };
}

void PreferencesAdapter::setPreferences(const Preferences &preferences)
{
    Settings::Settings settings = m_store.settings();
    settings.showDiffBeforeSwitch = preferences.confirmSwitch;
    settings.closeToTray = preferences.closeToTray;
    if (const auto saved = m_store.save(settings); !saved) {
        qCWarning(QtSupport::lcUi) << "the settings could not be saved:"
                                   << QtSupport::toQString(saved.error().message);
        Q_EMIT preferencesChanged(); // the boxes go back to what holds
    }
}

} // namespace Ui
