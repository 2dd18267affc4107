// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/entries/entriesdialog.h"

#include "app/qtsupport/compat.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/tables.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QShortcut>
#include <QTableView>

namespace Ui {

EntriesDialog::EntriesDialog(std::unique_ptr<EntriesViewModel> model, QWidget *parent)
    : QDialog(parent)
    , m_model(std::move(model))
    , m_message(new MessageBar(this))
    , m_table(new QTableView(this))
    , m_all(new QCheckBox(tr("Also show &those that a context uses"), this))
    , m_note(new ToneLabel(Theme::Tone::Muted, {}, this))
    , m_warning(new ToneLabel(Theme::Tone::Warning, {}, this))
    , m_remove(textButton(u"delete"_s, tr("&Delete…"), this))
{
    setWindowTitle(tr("Unused clusters and users"));
    const int unit = Theme::units(this, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(unit, unit * 3 / 4, unit, unit * 3 / 4);
    layout->setSpacing(unit / 2);
    layout->addWidget(heading(tr("Clusters and users"), 1.3, this));
    layout->addWidget(new ToneLabel(Theme::Tone::Muted,
                                    tr("kubectl uses a cluster or a user only through a context. What you delete here "
                                       "can be brought back from the history."),
                                    this));
    layout->addWidget(m_message);
    buildTable();
    layout->addWidget(m_table, 1);
    m_note->setObjectName(u"note"_s);
    layout->addWidget(m_note);
    m_all->setObjectName(u"all"_s);
    layout->addWidget(m_all);
    m_warning->setObjectName(u"warning"_s);
    m_warning->setWordWrap(true);
    layout->addWidget(m_warning);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_remove->setObjectName(u"remove"_s);
    buttons->addButton(m_remove, QDialogButtonBox::ActionRole);
    layout->addWidget(buttons);
    resize(unit * 38, unit * 26);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connectModel();
    m_table->setFocus();
    sync();
    m_model->reload();
}

void EntriesDialog::buildTable()
{
    const int unit = Theme::units(this, 1);
    m_table->setModel(m_model->entries());
    prepareTable(m_table, tr("Clusters and users"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(EntriesModel::NameColumn, QHeaderView::Stretch);
    header->resizeSection(EntriesModel::KindColumn, unit * 6);
    header->resizeSection(EntriesModel::UsedColumn, unit * 12);
    header->resizeSection(EntriesModel::FileColumn, unit * 7);
    auto *shortcut = new QShortcut(QKeySequence::Delete, m_table);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, m_model.get(), &EntriesViewModel::remove);
}

void EntriesDialog::connectModel()
{
    EntriesViewModel *model = m_model.get();
    connect(m_remove, &QPushButton::clicked, model, &EntriesViewModel::remove);
    connect(m_all, &QCheckBox::toggled, model, [model](bool on) {
        model->setShown(on ? EntriesViewModel::Shown::All : EntriesViewModel::Shown::Unused);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EntriesDialog::takeSelection);
    connect(model, &EntriesViewModel::selectionChanged, this, &EntriesDialog::sync);
    connect(model, &EntriesViewModel::reloaded, this, &EntriesDialog::sync);
    connect(model, &EntriesViewModel::messageChanged, this, [this] { m_message->show(m_model->message()); });
    connect(m_message, &MessageBar::remedyChosen, model, &EntriesViewModel::resolve);
    connect(m_message, &MessageBar::dismissed, model, &EntriesViewModel::dismissMessage);
    connect(model, &EntriesViewModel::confirmationNeeded, this, [this](const Planned &planned) {
        reviewChange(planned, m_model->preferences(), this, [this] { m_model->confirm(); },
                     [this] { m_model->discard(); });
    });
}

void EntriesDialog::takeSelection()
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.append(index.row());
    m_model->select(rows);
}

void EntriesDialog::sync()
{
    m_note->setText(m_model->isLoaded() && m_model->entries()->rowCount() == 0
                            ? tr("Nothing is left over: every cluster and every user has a context.")
                            : QString());
    m_note->setVisible(!m_note->text().isEmpty());
    m_warning->setText(m_model->warning());
    m_warning->setVisible(!m_warning->text().isEmpty());
    m_remove->setEnabled(m_model->canRemove());
}

} // namespace Ui
