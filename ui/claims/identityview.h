// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/clusters/clustersviewmodel.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace Ui {

class Card;
class IconLabel;
class ToneLabel;

//! Who the API server says you are.
class IdentityView final : public QWidget
{
    Q_OBJECT

public:
    explicit IdentityView(QWidget *parent = nullptr);
    void setAnswer(const ServerAnswer &answer, bool canAsk);
    //! What stands there before anybody asked.
    void setIdleText(const QString &text) { m_idleText = text; }

Q_SIGNALS:
    void askChosen();

private:
    void showGroups(const QStringList &groups);

    QString m_idleText;
    Card *m_card;
    QLabel *m_caption;
    QLabel *m_user;
    QWidget *m_groups;
    QVBoxLayout *m_groupLines;
    QWidget *m_facts;
    IconLabel *m_icon;
    QLabel *m_verdict;
    ToneLabel *m_why;
    QPushButton *m_ask;
    QStringList m_shownGroups;
};

} // namespace Ui
