// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/ports.h"

#include <QSettings>

namespace Ui {

//! What the window remembers, in an INI file.
class PreferencesAdapter final : public PreferencesPort
{
    Q_OBJECT

public:
    explicit PreferencesAdapter(const QString &file, QObject *parent = nullptr);
    [[nodiscard]] Preferences preferences() const override;
    void setPreferences(const Preferences &preferences) override;

private:
    QSettings m_settings;
};

} // namespace Ui
