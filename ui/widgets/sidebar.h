// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QWidget>

class QListWidget;
class QPushButton;

namespace Ui {

//! The pages of the window on the left, and "Add cluster…" below them.
class SideBar final : public QWidget
{
    Q_OBJECT

public:
    explicit SideBar(QWidget *parent = nullptr);
    void addPage(const QString &icon, const QString &text);
    void setCurrent(int page); //!< -1: none

Q_SIGNALS:
    void pageChosen(int page);
    void addClusterChosen();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QListWidget *m_list;
};

} // namespace Ui
