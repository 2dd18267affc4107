// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/addcluster/addclusterviewmodel.h"

#include <QWidget>

class QLabel;

namespace Ui {

class IconLabel;

//! The outcome of a live check under a field.
class CheckLine final : public QWidget
{
    Q_OBJECT

public:
    explicit CheckLine(QWidget *parent = nullptr);
    void setCheck(const AddClusterViewModel::Check &check);
    //! The detail is a fingerprint or a path.
    void setMonospaceDetail();

private:
    IconLabel *m_icon;
    QLabel *m_text;
    QLabel *m_detail;
};

} // namespace Ui
