// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/doctor/doctorviewmodel.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace Ui {

class Card;
class CheckList;
class FindingCard;
class IconLabel;
class PrimaryButton;
class ToneLabel;

//! One button; then the checks tick off and the findings come in.
class DoctorPage final : public QWidget
{
    Q_OBJECT

public:
    explicit DoctorPage(DoctorViewModel &model, QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *buildTop();
    [[nodiscard]] QWidget *buildOptions();
    [[nodiscard]] QWidget *buildVerdict();
    [[nodiscard]] QWidget *buildOpen();
    [[nodiscard]] QLineEdit *addFileRow(QVBoxLayout *layout, const QString &label, const QString &hint,
                                        void (DoctorViewModel::*set)(const QString &));
    void syncQuestion();
    void syncPhase();
    void syncProgress();
    void syncOpen();
    void savePem(const QByteArray &pem);

    DoctorViewModel &m_model;
    QComboBox *m_context = nullptr;
    PrimaryButton *m_examine = nullptr;
    QPushButton *m_cancel = nullptr;
    QToolButton *m_more = nullptr;
    QWidget *m_options = nullptr;
    QLineEdit *m_apiServerConfig = nullptr;
    QLineEdit *m_rbac = nullptr;
    QCheckBox *m_probe = nullptr;
    QProgressBar *m_progress = nullptr;
    Card *m_verdict = nullptr;
    IconLabel *m_verdictIcon = nullptr;
    QLabel *m_verdictTitle = nullptr;
    QLabel *m_verdictWhy = nullptr;
    QPushButton *m_copyReport = nullptr;
    ToneLabel *m_idle = nullptr;
    CheckList *m_checks = nullptr;
    ToneLabel *m_language = nullptr;
    QVBoxLayout *m_cards = nullptr;
    QList<FindingCard *> m_findings;
    QToolButton *m_openToggle = nullptr;
    QWidget *m_openPart = nullptr;
    QLabel *m_openText = nullptr;
};

} // namespace Ui
