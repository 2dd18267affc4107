// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/text.h"
#include "ui/widgets/basics.h"

namespace Ui {

//! Tells what went wrong, why, and offers the way out, without standing in the way.
class MessageBar final : public QWidget
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);
    void show(const std::optional<Message> &message);

Q_SIGNALS:
    void remedyChosen(Ui::Remedy remedy);
    void dismissed();

private:
    Card *m_card;
    IconLabel *m_icon;
    QLabel *m_title;
    QLabel *m_why;
    QLabel *m_fix;
    QPushButton *m_action;
    Remedy m_remedy = Remedy::None;
};

} // namespace Ui
