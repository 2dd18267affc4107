// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/ports.h"

#include <QWidget>

class QCheckBox;

namespace Ui {

//! The few things to choose so far.
class SettingsPage final : public QWidget
{
    Q_OBJECT

public:
    SettingsPage(PreferencesPort &preferences, const QStringList &files, QWidget *parent = nullptr);

private:
    void sync();

    PreferencesPort &m_preferences;
    QCheckBox *m_confirmSwitch;
    QCheckBox *m_closeToTray;
};

} // namespace Ui
