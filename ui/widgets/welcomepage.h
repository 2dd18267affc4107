// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QWidget>

namespace Ui {

//! The first start, when there is no context in any file.
class WelcomePage final : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);

Q_SIGNALS:
    void addClusterChosen();
    void importChosen();
    void demoChosen();
};

} // namespace Ui
