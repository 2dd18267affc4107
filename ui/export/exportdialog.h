// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/export/exportviewmodel.h"

#include <QDialog>

#include <memory>

class QCheckBox;
class QPushButton;

namespace Ui {

class MessageBar;

//! What goes along with an exported context, and where to.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ExportDialog(std::unique_ptr<ExportViewModel> model, QWidget *parent = nullptr);
    [[nodiscard]] ExportViewModel &model() { return *m_model; }

private:
    void chooseFile();
    void sync();

    std::unique_ptr<ExportViewModel> m_model;
    MessageBar *m_message;
    QCheckBox *m_secrets;
    QCheckBox *m_certificates;
    QCheckBox *m_allow;
    QPushButton *m_save;
    QPushButton *m_copy;
};

} // namespace Ui
