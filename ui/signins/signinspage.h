// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/signins/signinsviewmodel.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace Ui {

class Card;
class ElidedLabel;
class IconLabel;
class MessageBar;
class ToneLabel;

//! One sign-in as a card.
class SignInCard final : public QWidget
{
    Q_OBJECT

public:
    SignInCard(SignInsViewModel &model, QWidget *parent);
    void setRow(const SignInRow &row);

private:
    [[nodiscard]] QWidget *buildPending();

    SignInsViewModel &m_model;
    QString m_id;
    IconLabel *m_icon;
    ElidedLabel *m_title;
    ElidedLabel *m_line;
    ElidedLabel *m_issuer;
    ToneLabel *m_facts;
    ToneLabel *m_problem;
    QPushButton *m_refresh;
    QPushButton *m_signIn;
    QPushButton *m_signOut;
    QWidget *m_pending;
    QLineEdit *m_url = nullptr;
};

//! Who is signed in where, until when.
class SignInsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SignInsPage(SignInsViewModel &model, QWidget *parent = nullptr);

private:
    void rebuild();
    void update();

    SignInsViewModel &m_model;
    MessageBar *m_message;
    QVBoxLayout *m_cards;
    QWidget *m_empty;
    QList<SignInCard *> m_shown;
};

} // namespace Ui
