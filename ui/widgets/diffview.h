// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/ports.h"

#include <QDialog>
#include <QPlainTextEdit>

#include <functional>

class QCheckBox;
class QPushButton;

namespace Ui {

//! A unified diff: added and removed lines have their sign and their colour. Long diffs are cut: a
//! person does not read 10,000 lines, and the text widget would take seconds for them.
class DiffView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit DiffView(QWidget *parent = nullptr);
    void setDiff(const QString &diff);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void paintLines();
    //! What is asked about is on the screen before anybody scrolls.
    void showFirstChange();
};

//! Shows what would be written and asks. A change of a protected context wants a tick first. The only modal window of a routine: it is the question itself.
class DiffDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit DiffDialog(const Planned &planned, QWidget *parent = nullptr);
    //! True if the person does not want to be asked again for a plain switch.
    [[nodiscard]] bool dontAskAgain() const;

private:
    void addGuard(const QStringList &contexts, QPushButton *write);

    QCheckBox *m_dontAsk;
};

//! Shows the dialog over \a parent; \a confirm or \a discard is called once.
void reviewChange(const Planned &planned, PreferencesPort &preferences, QWidget *parent,
                  std::function<void()> confirm, std::function<void()> discard);

} // namespace Ui
