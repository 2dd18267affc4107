// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/rights/rightsviewmodel.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace Ui {

class Card;
class CodeBox;
class IconLabel;
class ToneLabel;

//! The answer to "can I … ?": the binding that grants it, or what is missing and the YAML for it.
class AnswerCard final : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerCard(RightsViewModel &model, QWidget *parent = nullptr);

private:
    [[nodiscard]] QWidget *buildMissing(Card *card);
    void sync();
    void syncMissing(const AccessAnswer &answer);

    RightsViewModel &m_model;
    Card *m_card;
    IconLabel *m_icon;
    QLabel *m_title;
    QLabel *m_why;
    ToneLabel *m_note;
    QWidget *m_missing = nullptr;
    QLabel *m_near = nullptr;
    QComboBox *m_subject = nullptr;
    CodeBox *m_yaml = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace Ui
