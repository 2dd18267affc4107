// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/addcluster/checkline.h"

#include "app/qtsupport/compat.h"
#include "ui/widgets/basics.h"

#include <QBoxLayout>

namespace Ui {

CheckLine::CheckLine(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel({}, 1.1, this))
    , m_text(new QLabel(this))
    , m_detail(new QLabel(this))
{
    for (QLabel *label : { m_text, m_detail }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::units(this, 0.4));
    row->addWidget(m_icon, 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_text);
    words->addWidget(m_detail);
    row->addLayout(words, 1);
}

void CheckLine::setMonospaceDetail()
{
    m_detail->setFont(Theme::monospace(font()));
}

void CheckLine::setCheck(const AddClusterViewModel::Check &check)
{
    using State = AddClusterViewModel::Check::State;
    switch (check.state) {
    case State::None: m_icon->setIcon({}); break;
    case State::Running: m_icon->setIcon(u"state-waiting"_s, Theme::Tone::Muted); break;
    case State::Good: m_icon->setIcon(u"success"_s, Theme::Tone::Good); break;
    case State::NeedsDecision: m_icon->setIcon(u"warning"_s, Theme::Tone::Warning); break;
    case State::Bad: m_icon->setIcon(u"error"_s, Theme::Tone::Bad); break;
    }
    m_text->setText(check.text);
    m_text->setVisible(!check.text.isEmpty());
    QString detail = check.detail.trimmed();
    // A fingerprint has no space to break at.
    if (detail.count(u':') > 20)
        detail.insert(detail.size() / 2 + 1, u'\n');
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
}

} // namespace Ui
