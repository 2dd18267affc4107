// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/deletions.h"

#include <QDialog>
#include <QSet>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace Ui {

class ToneLabel;

//! Why a name cannot be taken; empty if it can.
[[nodiscard]] QString nameProblem(const QString &name, const QString &oldName, const QSet<QString> &taken);

//! Asks for a name.
class NameDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Question
    {
        QString title, label, button;
        QString oldName; //!< exactly as in the file
        QString proposal; //!< what stands in the field at first
        QSet<QString> taken;
    };
    explicit NameDialog(const Question &question, QWidget *parent = nullptr);
    [[nodiscard]] QString name() const;

private:
    void check();

    Question m_question;
    QLineEdit *m_name;
    ToneLabel *m_problem;
    QPushButton *m_accept;
};

//! Which contexts go, and what goes with them. The diff comes next.
class DeleteDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit DeleteDialog(const QStringList &contexts, QWidget *parent = nullptr);
    [[nodiscard]] Kubeconfig::Orphans orphans() const;

private:
    QCheckBox *m_orphans;
};

} // namespace Ui
