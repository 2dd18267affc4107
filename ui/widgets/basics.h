// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/text.h"
#include "ui/theme.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <optional>

class QBoxLayout;
class QLineEdit;

namespace Ui {

//! A label in a tone of the theme that follows the palette. Always plain text: what it shows may come
//! from a file or a server.
class ToneLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ToneLabel(QWidget *parent = nullptr);
    ToneLabel(Theme::Tone tone, const QString &text = {}, QWidget *parent = nullptr);
    void setTone(Theme::Tone tone);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTone();
    std::optional<Theme::Tone> m_tone;
    bool m_applying = false;
};

//! How a severity looks everywhere: the shape of the icon tells it, not only the colour.
struct SeverityLook
{
    QString icon; //!< for Theme::icon()
    Theme::Tone tone;
};
[[nodiscard]] SeverityLook lookOf(Severity severity);

//! A label for sentences that may be foreign: plain, wrapped, and to be selected and copied.
[[nodiscard]] QLabel *wrappingLabel(QWidget *parent);

//! A label that ends with "…" where there is no room; its tool tip is the whole text.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);
    void setFullText(const QString &text);
    [[nodiscard]] QString fullText() const { return m_text; }
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

//! One of our icons in a tone, as large as the text is high times \a scale.
class IconLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit IconLabel(const QString &icon = {}, double scale = 1.1, QWidget *parent = nullptr);
    void setIcon(const QString &icon, std::optional<Theme::Tone> tone = {});
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    std::optional<Theme::Tone> m_tone;
    double m_scale;
};

//! A surface a little above the page.
class Card final : public QFrame
{
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);
    void setTone(std::optional<Theme::Tone> tone);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::optional<Theme::Tone> m_tone;
};

//! The one button of a page that most people want.
class PrimaryButton final : public QPushButton
{
    Q_OBJECT

public:
    explicit PrimaryButton(const QString &text = {}, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColours();
    bool m_applying = false;
};

//! A flat button of one icon; \a name is its tool tip and what a screen reader says.
[[nodiscard]] QToolButton *iconButton(const QString &icon, const QString &name, QWidget *parent);
//! A button with one of our icons before its text.
[[nodiscard]] QPushButton *textButton(const QString &icon, const QString &text, QWidget *parent);
[[nodiscard]] QLabel *heading(const QString &text, double factor, QWidget *parent);
//! Label above, field below, hint under it; the label is the field's buddy and accessible name.
void addField(QBoxLayout *layout, const QString &label, QWidget *field, const QString &hint = {});
//! Qt's own clear button has no name that a screen reader could say.
void addClearButton(QLineEdit *field, const QString &name);
//! A read-only line that can be selected and copied.
[[nodiscard]] QLineEdit *readOnlyLine(const QString &name, QWidget *parent);
void copyToClipboard(const QString &text);

} // namespace Ui
