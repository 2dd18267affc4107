// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/settings/settingspage.h"

#include "app/qtsupport/compat.h"
#include "ui/text.h"
#include "ui/widgets/basics.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCheckBox>

namespace Ui {
namespace {

QVBoxLayout *addSection(QBoxLayout *page, const QString &title, QWidget *parent)
{
    const int unit = Theme::units(parent, 1);
    auto *name = heading(title, 1.0, parent);
    page->addWidget(name);
    auto *card = new Card(parent);
    page->addWidget(card);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(unit, unit * 3 / 4, unit, unit * 3 / 4);
    layout->setSpacing(unit / 2);
    return layout;
}

} // namespace

SettingsPage::SettingsPage(PreferencesPort &preferences, const QStringList &files, QWidget *parent)
    : QWidget(parent)
    , m_preferences(preferences)
    , m_confirmSwitch(new QCheckBox(tr("Show the &difference before switching context or namespace"), this))
    , m_closeToTray(new QCheckBox(tr("Keep running in the &tray when the window is closed"), this))
{
    const int unit = Theme::units(this, 1);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(unit, unit * 3 / 4, unit, unit);
    page->setSpacing(unit / 2);
    page->addWidget(heading(tr("Settings"), 1.4, this));
    page->addSpacing(unit / 4);

    QVBoxLayout *behaviour = addSection(page, tr("Behaviour"), this);
    behaviour->addWidget(m_confirmSwitch);
    behaviour->addWidget(m_closeToTray);
    page->addSpacing(unit / 2);

    QVBoxLayout *kubeconfig = addSection(page, tr("Kubeconfig files"), this);
    for (const QString &file : files) {
        auto *line = new QLabel(printable(file, 1000), this);
        line->setTextFormat(Qt::PlainText);
        line->setFont(Theme::monospace(font()));
        line->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        line->setWordWrap(true);
        kubeconfig->addWidget(line);
    }
    kubeconfig->addWidget(new ToneLabel(Theme::Tone::Muted,
                                        tr("They come from the KUBECONFIG variable or --kubeconfig, else from "
                                           "~/.kube/config, just as for kubectl."),
                                        this));
    page->addSpacing(unit / 2);

    QVBoxLayout *about = addSection(page, tr("About"), this);
    about->addWidget(new QLabel(tr("Lanyard %1").arg(QApplication::applicationVersion()), this));
    about->addWidget(new ToneLabel(Theme::Tone::Muted,
                                   tr("Your refresh tokens stay in the keychain of your desktop. Licensed under "
                                      "Apache-2.0."),
                                   this));
    page->addStretch();

    const auto save = [this] {
        Preferences changed = m_preferences.preferences();
        changed.confirmSwitch = m_confirmSwitch->isChecked();
        changed.closeToTray = m_closeToTray->isChecked();
        m_preferences.setPreferences(changed);
    };
    connect(m_confirmSwitch, &QCheckBox::clicked, this, save);
    connect(m_closeToTray, &QCheckBox::clicked, this, save);
    connect(&m_preferences, &PreferencesPort::preferencesChanged, this, &SettingsPage::sync);
    sync();
}

void SettingsPage::sync()
{
    const Preferences preferences = m_preferences.preferences();
    m_confirmSwitch->setChecked(preferences.confirmSwitch);
    m_closeToTray->setChecked(preferences.closeToTray);
}

} // namespace Ui
