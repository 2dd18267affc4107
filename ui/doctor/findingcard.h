// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/doctor/doctorviewmodel.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace Ui {

class Card;
class CodeBox;
class IconLabel;
class ToneLabel;

//! Two values one below the other, the first character that differs marked.
class SidesView final : public QWidget
{
    Q_OBJECT

public:
    explicit SidesView(QWidget *parent = nullptr);
    void setSides(const ShownSides &sides);

private:
    ToneLabel *m_oneName;
    ToneLabel *m_otherName;
    CodeBox *m_one;
    CodeBox *m_other;
    ToneLabel *m_rest;
};

//! One fault: how bad, what, what was seen, what the server logs, and the way out to copy.
class FindingCard final : public QWidget
{
    Q_OBJECT

public:
    explicit FindingCard(QWidget *parent = nullptr);
    void setFinding(const ShownFinding &finding);

Q_SIGNALS:
    void savePemChosen(const QByteArray &pem);

private:
    [[nodiscard]] QWidget *buildBody(Card *card);

    ShownFinding m_finding;
    Card *m_card;
    IconLabel *m_icon;
    QLabel *m_severity;
    ToneLabel *m_id;
    QLabel *m_title;
    QWidget *m_evidencePart;
    CodeBox *m_evidence;
    SidesView *m_sides;
    QWidget *m_logPart;
    CodeBox *m_log;
    QWidget *m_fixPart;
    CodeBox *m_fix;
    QPushButton *m_copyFix;
    QPushButton *m_savePem;
};

} // namespace Ui
