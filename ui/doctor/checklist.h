// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/doctor/doctorviewmodel.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace Ui {

class IconLabel;
class ToneLabel;

//! The checks, ticking off one by one. Two columns where there is room.
class CheckList final : public QWidget
{
    Q_OBJECT

public:
    explicit CheckList(QWidget *parent = nullptr);
    void setChecks(const QList<DoctorCheck> &checks);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Line
    {
        QWidget *row;
        IconLabel *icon;
        QLabel *text;
        ToneLabel *note;
    };
    [[nodiscard]] Line makeLine();
    void place();

    QGridLayout *m_grid;
    QList<Line> m_lines;
    QList<DoctorCheck> m_checks;
    int m_columns = 0;
};

} // namespace Ui
