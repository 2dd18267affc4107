// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/clusters/clustersviewmodel.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace Ui {

class Card;
class ClaimsView;
class ElidedLabel;
class IconLabel;
class IdentityView;
class MappingView;
class NamespaceBox;
class RightsViewModel;
class ToneLabel;

//! The right side of the Clusters page: one context in detail.
class ContextPane final : public QWidget
{
    Q_OBJECT

public:
    ContextPane(ClustersViewModel &model, RightsViewModel &rights, QWidget *parent = nullptr);

private:
    [[nodiscard]] QWidget *buildHeader();
    [[nodiscard]] QWidget *buildSession();
    [[nodiscard]] QWidget *buildPending();
    [[nodiscard]] QWidget *buildEntry();
    void sync();
    void syncSession(const ContextDetail &detail);
    void syncEntry(const ContextDetail &detail);
    void chooseNamespace();

    void syncNamespace(const ContextDetail &detail);

    ClustersViewModel &m_model;
    RightsViewModel &m_rights;
    ElidedLabel *m_name = nullptr;
    IconLabel *m_shield = nullptr;
    ElidedLabel *m_server = nullptr;
    QLabel *m_badge = nullptr;
    QPushButton *m_use = nullptr;
    NamespaceBox *m_nameSpace = nullptr;
    IconLabel *m_stateIcon = nullptr;
    ElidedLabel *m_state = nullptr;
    QPushButton *m_signIn = nullptr;
    QPushButton *m_refresh = nullptr;
    Card *m_pending = nullptr;
    QLineEdit *m_pendingUrl = nullptr;
    QTabWidget *m_tabs = nullptr;
    IdentityView *m_identity = nullptr;
    ClaimsView *m_claims = nullptr;
    MappingView *m_mapping = nullptr;
    QPlainTextEdit *m_entry = nullptr;
    ToneLabel *m_file = nullptr;
};

} // namespace Ui
