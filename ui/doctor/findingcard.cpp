// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/doctor/findingcard.h"

#include "app/qtsupport/compat.h"
#include "ui/doctor/doctorwords.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/codebox.h"

#include <QBoxLayout>
#include <QGridLayout>

namespace Ui {

namespace {

//! A caption and what it is about.
QWidget *part(const QString &caption, QWidget *content, QWidget *parent)
{
    auto *holder = new QWidget(parent);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::units(parent, 0.15));
    layout->addWidget(new ToneLabel(Theme::Tone::Muted, caption, holder));
    layout->addWidget(content);
    return holder;
}

} // namespace

SidesView::SidesView(QWidget *parent)
    : QWidget(parent)
    , m_oneName(new ToneLabel(Theme::Tone::Muted, {}, this))
    , m_otherName(new ToneLabel(Theme::Tone::Muted, {}, this))
    , m_one(new CodeBox(tr("One side"), this))
    , m_other(new CodeBox(tr("The other side"), this))
    , m_rest(new ToneLabel(Theme::Tone::Muted, {}, this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Theme::units(this, 0.6));
    grid->setVerticalSpacing(Theme::units(this, 0.2));
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_oneName, 0, 0, Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(m_one, 0, 1);
    grid->addWidget(m_otherName, 1, 0, Qt::AlignRight | Qt::AlignVCenter);
    grid->addWidget(m_other, 1, 1);
    grid->addWidget(m_rest, 2, 1);
}

void SidesView::setSides(const ShownSides &sides)
{
    int width = 0;
    for (const auto &[label, name] : { std::pair(m_oneName, sides.oneName), std::pair(m_otherName, sides.otherName) }) {
        label->setText(name);
        width = qMax(width, label->fontMetrics().horizontalAdvance(name) + 2);
    }
    // Long names wrap, short ones don't.
    for (ToneLabel *label : { m_oneName, m_otherName })
        label->setFixedWidth(qMin(width, Theme::units(this, 10)));
    m_one->setAccessibleName(sides.oneName);
    m_other->setAccessibleName(sides.otherName);
    m_one->setCode(sides.one);
    m_other->setCode(sides.other);
    m_one->setMark(sides.firstDifference, Theme::Tone::Bad);
    m_other->setMark(sides.firstDifference, Theme::Tone::Bad);
    m_rest->setText(sides.rest);
    m_rest->setVisible(!sides.rest.isEmpty());
}

FindingCard::FindingCard(QWidget *parent)
    : QWidget(parent)
    , m_card(new Card(this))
    , m_icon(new IconLabel({}, 1.5, m_card))
    , m_severity(heading({}, 0.9, m_card))
    , m_id(new ToneLabel(Theme::Tone::Muted, {}, m_card))
    , m_title(heading({}, 1.05, m_card))
{
    const int unit = Theme::units(this, 1);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_card);
    auto *row = new QHBoxLayout(m_card);
    row->setContentsMargins(unit * 3 / 4, unit * 2 / 3, unit * 3 / 4, unit * 2 / 3);
    row->setSpacing(unit * 2 / 3);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(buildBody(m_card), 1);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_id->setFont(Theme::monospace(font()));
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_id->setWordWrap(false);
    connect(m_copyFix, &QPushButton::clicked, this, [this] { copyToClipboard(m_finding.fix); });
    connect(m_savePem, &QPushButton::clicked, this, [this] { Q_EMIT savePemChosen(m_finding.pem); });
}

QWidget *FindingCard::buildBody(Card *card)
{
    auto *body = new QWidget(card);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::units(this, 0.4));
    auto *top = new QHBoxLayout;
    top->addWidget(m_severity);
    top->addStretch();
    top->addWidget(m_id);
    layout->addLayout(top);
    layout->addWidget(m_title);
    m_sides = new SidesView(body);
    m_evidence = new CodeBox(tr("What was seen"), body);
    m_evidencePart = part(tr("What was seen"), m_evidence, body);
    m_evidencePart->layout()->addWidget(m_sides);
    m_log = new CodeBox(tr("What the API server logs"), body);
    m_logPart = part(tr("What the API server logs"), m_log, body);
    m_fix = new CodeBox(tr("The way out"), body);
    m_fixPart = part(tr("The way out"), m_fix, body);
    layout->addWidget(m_evidencePart);
    layout->addWidget(m_logPart);
    layout->addWidget(m_fixPart);
    auto *buttons = new QHBoxLayout;
    m_copyFix = textButton(u"copy"_s, tr("Copy fix"), body);
    m_copyFix->setObjectName(u"copyFix"_s);
    m_savePem = textButton(u"key"_s, tr("Save the authority's certificate…"), body);
    m_savePem->setObjectName(u"savePem"_s);
    buttons->addWidget(m_copyFix);
    buttons->addWidget(m_savePem);
    buttons->addStretch();
    layout->addLayout(buttons);
    return body;
}

void FindingCard::setFinding(const ShownFinding &finding)
{
    m_finding = finding;
    const SeverityLook look = lookOf(finding.severity);
    m_icon->setIcon(look.icon, look.tone);
    m_severity->setText(severityText(finding.severity));
    m_id->setText(finding.id);
    m_title->setText(finding.title);
    setAccessibleName(u"%1: %2"_s.arg(m_severity->text(), finding.title));
    m_evidencePart->setVisible(!finding.evidence.isEmpty());
    m_sides->setVisible(finding.sides.has_value());
    m_evidence->setVisible(!finding.sides);
    if (finding.sides)
        m_sides->setSides(*finding.sides);
    m_evidence->setCode(finding.sides ? QString() : finding.evidence);
    m_logPart->setVisible(!finding.serverLog.isEmpty());
    m_log->setCode(finding.serverLog);
    m_fixPart->setVisible(!finding.fix.isEmpty());
    m_fix->setCode(finding.fix);
    m_copyFix->setVisible(!finding.fix.isEmpty());
    m_copyFix->setAccessibleName(tr("Copy the fix for %1").arg(finding.id));
    m_savePem->setVisible(!finding.pem.isEmpty());
}

} // namespace Ui
