// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/activity/activitymodel.h"

#include <QWidget>

namespace Ui {

//! What happened: sign-ins, tokens handed out and to whom, files written.
class ActivityPage final : public QWidget
{
    Q_OBJECT

public:
    explicit ActivityPage(ActivityModel &model, QWidget *parent = nullptr);

private:
    QSortFilterProxyModel m_filter;
};

} // namespace Ui
