// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/clusters/clustersviewmodel.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;

namespace Ui {

class Card;
class ToneLabel;

//! An arrow from a claim to a name, what is put before it written on it.
class MappingArrow final : public QWidget
{
    Q_OBJECT

public:
    explicit MappingArrow(const QString &prefix, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_prefix;
};

//! The way from claims to the user name and groups that the API server uses.
class MappingView final : public QWidget
{
    Q_OBJECT

public:
    explicit MappingView(QWidget *parent = nullptr);
    void setMapping(const Kubernetes::InferredMapping &mapping, ServerAnswer::State state, bool canAsk);

Q_SIGNALS:
    void askChosen();

private:
    void rebuild();
    void addRow(const QString &kind, const Kubernetes::MappedValue &value);

    Kubernetes::InferredMapping m_mapping;
    Card *m_card;
    QLabel *m_caption;
    QWidget *m_rows = nullptr;
    QGridLayout *m_grid = nullptr;
    ToneLabel *m_note;
    QPushButton *m_ask;
    int m_row = 0;
};

} // namespace Ui
