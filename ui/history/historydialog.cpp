// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/history/historydialog.h"

#include "app/qtsupport/compat.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/tables.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QSplitter>
#include <QTableView>

namespace Ui {

HistoryDialog::HistoryDialog(std::unique_ptr<HistoryViewModel> model, QWidget *parent)
    : QDialog(parent)
    , m_model(std::move(model))
    , m_message(new MessageBar(this))
    , m_table(new QTableView(this))
    , m_diff(new DiffView(this))
    , m_note(new ToneLabel(Theme::Tone::Muted, {}, this))
    , m_undo(textButton(u"back"_s, tr("&Undo this change…"), this))
{
    setWindowTitle(tr("History"));
    const int unit = Theme::units(this, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(unit, unit * 3 / 4, unit, unit * 3 / 4);
    layout->setSpacing(unit / 2);
    layout->addWidget(heading(tr("What Lanyard wrote"), 1.3, this));
    layout->addWidget(m_message);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    m_table->setModel(m_model->items());
    prepareTable(m_table, tr("Changes, newest first"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(HistoryModel::TimeColumn, unit * 12);
    header->setSectionResizeMode(HistoryModel::WhatColumn, QHeaderView::Stretch);
    header->resizeSection(HistoryModel::FileColumn, unit * 7);
    splitter->addWidget(m_table);
    m_diff->setAccessibleName(tr("Lines of the selected change"));
    splitter->addWidget(m_diff);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_note);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_undo->setObjectName(u"undo"_s);
    buttons->addButton(m_undo, QDialogButtonBox::ActionRole);
    layout->addWidget(buttons);
    resize(unit * 40, unit * 28);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_undo, &QPushButton::clicked, m_model.get(), &HistoryViewModel::undo);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) {
                if (now.isValid())
                    m_model->select(now.row());
            });
    connect(m_model.get(), &HistoryViewModel::selectionChanged, this, &HistoryDialog::sync);
    connect(m_model.get(), &HistoryViewModel::reloaded, this, &HistoryDialog::sync);
    connect(m_model.get(), &HistoryViewModel::messageChanged, this, [this] { m_message->show(m_model->message()); });
    connect(m_message, &MessageBar::remedyChosen, m_model.get(), &HistoryViewModel::resolve);
    connect(m_message, &MessageBar::dismissed, m_model.get(), &HistoryViewModel::dismissMessage);
    connect(m_model.get(), &HistoryViewModel::confirmationNeeded, this, [this](const Planned &planned) {
        reviewChange(planned, m_model->preferences(), this, [this] { m_model->confirm(); },
                     [this] { m_model->discard(); });
    });
    m_table->setFocus();
    sync();
    m_model->reload();
}

void HistoryDialog::sync()
{
    const int row = m_model->items()->rowOf(m_model->selected());
    if (row >= 0 && m_table->currentIndex().row() != row)
        m_table->selectRow(row);
    m_diff->setDiff(m_model->diff());
    m_undo->setEnabled(m_model->canUndo());
    m_note->setText(m_model->isLoaded() && m_model->items()->rowCount() == 0
                            ? tr("Lanyard has written nothing yet.")
                            : m_model->obstacle());
    m_note->setVisible(!m_note->text().isEmpty());
}

} // namespace Ui
