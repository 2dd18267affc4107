// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/addcluster/addclusterviewmodel.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace Ui {

class Card;
class CheckLine;
class ClaimsView;
class DiffView;
class IconLabel;
class IdentityView;
class MessageBar;
class StepIndicator;
class ToneLabel;

//! The page flow of "Add cluster…".
class AddClusterPage final : public QWidget
{
    Q_OBJECT

public:
    explicit AddClusterPage(AddClusterViewModel &model, QWidget *parent = nullptr);

Q_SIGNALS:
    void left(); //!< the person gave up; nothing was written

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *buildServer();
    [[nodiscard]] QWidget *buildProvider();
    [[nodiscard]] QWidget *buildSignIn();
    [[nodiscard]] QWidget *buildIdentity();
    [[nodiscard]] QWidget *buildReview();
    [[nodiscard]] QWidget *buildDone();
    [[nodiscard]] QWidget *buildButtons();
    [[nodiscard]] QWidget *scrollable(QWidget *content);
    void takeFields();
    void choosePreset(int index);
    void sync();
    void syncSignIn();
    void syncStep();
    void focusFirst();

    AddClusterViewModel &m_model;
    QList<ProviderPreset> m_presets = providerPresets();
    StepIndicator *m_indicator;
    MessageBar *m_message;
    QStackedWidget *m_steps;
    QLineEdit *m_server = nullptr;
    CheckLine *m_serverCheck = nullptr;
    QPushButton *m_trust = nullptr;
    QPushButton *m_chooseCa = nullptr;
    QComboBox *m_preset = nullptr;
    ToneLabel *m_presetNote = nullptr;
    QLineEdit *m_issuer = nullptr;
    QLineEdit *m_clientId = nullptr;
    QLineEdit *m_scopes = nullptr;
    QLineEdit *m_caFile = nullptr;
    CheckLine *m_providerCheck = nullptr;
    QPushButton *m_signIn = nullptr;
    QLabel *m_signInWords = nullptr;
    Card *m_waiting = nullptr;
    QLineEdit *m_url = nullptr;
    ToneLabel *m_waitingHint = nullptr;
    IdentityView *m_identity = nullptr;
    ClaimsView *m_claims = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_nameSpace = nullptr;
    QCheckBox *m_makeCurrent = nullptr;
    ToneLabel *m_target = nullptr;
    DiffView *m_diff = nullptr;
    QLabel *m_doneTitle = nullptr;
    IdentityView *m_proof = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_next = nullptr;
};

} // namespace Ui
