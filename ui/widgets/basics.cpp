// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/widgets/basics.h"

#include "app/qtsupport/compat.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>

namespace Ui {

ToneLabel::ToneLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
}

ToneLabel::ToneLabel(Theme::Tone tone, const QString &text, QWidget *parent)
    : ToneLabel(parent)
{
    setText(text);
    setTone(tone);
}

void ToneLabel::setTone(Theme::Tone tone)
{
    m_tone = tone;
    applyTone();
}

void ToneLabel::applyTone()
{
    if (!m_tone || m_applying)
        return;
    m_applying = true; // setPalette() sends the event that called us
    const QPalette base = QApplication::palette(this);
    QPalette palette = base;
    palette.setColor(QPalette::WindowText, Theme::tone(base, *m_tone));
    setPalette(palette);
    m_applying = false;
}

void ToneLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange)
        applyTone();
    QLabel::changeEvent(event);
}

ElidedLabel::ElidedLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void ElidedLabel::setFullText(const QString &text)
{
    m_text = text;
    setText(text);
    setToolTip(text.toHtmlEscaped());
    setAccessibleName(text);
}

QSize ElidedLabel::minimumSizeHint() const
{
    return { fontMetrics().averageCharWidth() * 6, fontMetrics().height() };
}

QSize ElidedLabel::sizeHint() const
{
    return { fontMetrics().horizontalAdvance(m_text), fontMetrics().height() };
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(rect(), static_cast<int>(alignment() | Qt::AlignVCenter),
                     fontMetrics().elidedText(m_text, Qt::ElideMiddle, width()));
}

IconLabel::IconLabel(const QString &icon, double scale, QWidget *parent)
    : QWidget(parent)
    , m_icon(icon)
    , m_scale(scale)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconLabel::setIcon(const QString &icon, std::optional<Theme::Tone> tone)
{
    m_icon = icon;
    m_tone = tone;
    update();
}

QSize IconLabel::sizeHint() const
{
    const int side = Theme::units(this, m_scale);
    return { side, side };
}

void IconLabel::paintEvent(QPaintEvent *)
{
    if (m_icon.isEmpty())
        return;
    QPainter painter(this);
    const QColor colour = m_tone ? Theme::tone(palette(), *m_tone) : palette().color(QPalette::WindowText);
    painter.drawPixmap(0, 0, Theme::pixmap(m_icon, width(), devicePixelRatioF(), colour));
}

Card::Card(QWidget *parent)
    : QFrame(parent)
{
}

void Card::setTone(std::optional<Theme::Tone> tone)
{
    m_tone = tone;
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = Theme::units(this, 0.4);
    painter.setPen(m_tone ? Qt::NoPen : QPen(Theme::border(palette()), 1));
    painter.setBrush(m_tone ? Theme::tint(palette(), *m_tone) : Theme::card(palette()));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

PrimaryButton::PrimaryButton(const QString &text, QWidget *parent)
    : QPushButton(text, parent)
{
    applyColours();
}

void PrimaryButton::applyColours()
{
    if (m_applying)
        return;
    m_applying = true;
    const QPalette base = QApplication::palette(this);
    QPalette palette = base;
    // Styles paint a button lighter than its colour; white on it must still be read.
    const QColor fill = base.color(QPalette::Active, QPalette::Highlight).darker(135);
    for (const auto group : { QPalette::Active, QPalette::Inactive }) {
        palette.setColor(group, QPalette::Button, fill);
        palette.setColor(group, QPalette::ButtonText, base.color(QPalette::Active, QPalette::HighlightedText));
    }
    setPalette(palette);
    m_applying = false;
}

void PrimaryButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationPaletteChange)
        applyColours();
    QPushButton::changeEvent(event);
}

QToolButton *iconButton(const QString &icon, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(Theme::icon(icon));
    const int side = Theme::units(button, 1.0);
    button->setIconSize({ side, side });
    button->setAutoRaise(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QPushButton *textButton(const QString &icon, const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    if (!icon.isEmpty())
        button->setIcon(Theme::icon(icon));
    return button;
}

QLabel *heading(const QString &text, double factor, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(Theme::scaled(label->font(), factor, QFont::DemiBold));
    return label;
}

void addField(QBoxLayout *layout, const QString &label, QWidget *field, const QString &hint)
{
    auto *name = new QLabel(label, field->parentWidget());
    name->setFont(Theme::scaled(name->font(), 1.0, QFont::DemiBold));
    name->setBuddy(field);
    QString accessible = label;
    field->setAccessibleName(accessible.remove(u'&'));
    layout->addWidget(name);
    layout->addWidget(field);
    if (!hint.isEmpty()) {
        field->setAccessibleDescription(hint);
        layout->addWidget(new ToneLabel(Theme::Tone::Muted, hint, field->parentWidget()));
    }
    layout->addSpacing(Theme::units(field, 0.4));
}

void addClearButton(QLineEdit *field, const QString &name)
{
    field->setClearButtonEnabled(true);
    for (QToolButton *button : field->findChildren<QToolButton *>())
        button->setAccessibleName(name);
}

QLineEdit *readOnlyLine(const QString &name, QWidget *parent)
{
    auto *line = new QLineEdit(parent);
    line->setReadOnly(true);
    line->setAccessibleName(name);
    line->setFont(Theme::monospace(line->font()));
    return line;
}

void copyToClipboard(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

SeverityLook lookOf(Severity severity)
{
    switch (severity) {
    case Severity::Info: return { u"info"_s, Theme::Tone::Accent };
    case Severity::Success: return { u"success"_s, Theme::Tone::Good };
    case Severity::Warning: return { u"warning"_s, Theme::Tone::Warning };
    case Severity::Error: break;
    }
    return { u"error"_s, Theme::Tone::Bad };
}

QLabel *wrappingLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace Ui
