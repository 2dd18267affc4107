// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/widgets/welcomepage.h"

#include "app/qtsupport/compat.h"
#include "ui/widgets/basics.h"

#include <QBoxLayout>

namespace Ui {

WelcomePage::WelcomePage(QWidget *parent)
    : QWidget(parent)
{
    const int unit = Theme::units(this, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(unit / 2);
    layout->setContentsMargins(unit * 2, unit, unit * 2, unit);
    layout->addStretch(2);
    auto *mark = new IconLabel(u"lanyard"_s, 4.5, this);
    mark->setIcon(u"lanyard"_s, Theme::Tone::Accent);
    layout->addWidget(mark, 0, Qt::AlignHCenter);
    layout->addSpacing(unit / 2);
    layout->addWidget(heading(tr("Welcome to Lanyard"), 1.7, this), 0, Qt::AlignHCenter);
    auto *words = new ToneLabel(Theme::Tone::Muted,
                                tr("Sign in once in your browser, and kubectl just works. There is no cluster in "
                                   "your kubeconfig yet."),
                                this);
    words->setAlignment(Qt::AlignHCenter);
    layout->addWidget(words);
    layout->addSpacing(unit);
    auto *add = new PrimaryButton(tr("Add a &cluster…"), this);
    add->setIcon({});
    auto *import = textButton({}, tr("&Import a kubeconfig…"), this);
    import->setToolTip(tr("You see everything it would run or weaken before anything is written"));
    auto *demo = textButton({}, tr("&Try the demo"), this);
    demo->setToolTip(tr("Starts an identity provider and a small Kubernetes on this computer, to look around"));
    for (QPushButton *button : { static_cast<QPushButton *>(add), import, demo }) {
        button->setMinimumWidth(unit * 12);
        layout->addWidget(button, 0, Qt::AlignHCenter);
    }
    layout->addStretch(3);
    connect(add, &QPushButton::clicked, this, &WelcomePage::addClusterChosen);
    connect(import, &QPushButton::clicked, this, &WelcomePage::importChosen);
    connect(demo, &QPushButton::clicked, this, &WelcomePage::demoChosen);
}

} // namespace Ui
