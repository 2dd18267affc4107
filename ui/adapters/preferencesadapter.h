// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/settings/settingsstore.h"
#include "ui/ports.h"

namespace Ui {

//! PreferencesPort over the settings file.
class PreferencesAdapter final : public PreferencesPort
{
    Q_OBJECT

public:
    explicit PreferencesAdapter(Settings::SettingsStore &store, QObject *parent = nullptr);
    [[nodiscard]] Preferences preferences() const override;
    void setPreferences(const Preferences &preferences) override;

private:
    Settings::SettingsStore &m_store;
};

} // namespace Ui
