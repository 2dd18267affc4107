// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/claims/claimsview.h"

#include "app/qtsupport/compat.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/tables.h"

#include <QAction>
#include <QBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTableView>

namespace Ui {
namespace {

enum Page {
    TablePage,
    RawPage,
    EmptyPage,
};

//! The claim's own name is small print beside the word for people.
class ClaimNameDelegate final : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        CellDelegate::initStyleOption(option, index);
        option->font = Theme::monospace(option->font);
        if (!option->state.testFlag(QStyle::State_Selected))
            option->palette.setColor(QPalette::Text, Theme::tone(option->palette, Theme::Tone::Muted));
    }
};

} // namespace

ClaimsView::ClaimsView(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_table(new QTableView(this))
    , m_raw(new QPlainTextEdit(this))
    , m_empty(new ToneLabel(Theme::Tone::Muted, {}, this))
    , m_copy(textButton(u"copy"_s, tr("&Copy value"), this))
    , m_showRaw(textButton({}, tr("&Raw JSON"), this))
{
    m_table->setModel(&m_model);
    prepareTable(m_table, tr("Claims of the ID token"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(ClaimsModel::ClaimColumn, new ClaimNameDelegate(m_table));
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(ClaimsModel::ValueColumn, QHeaderView::Stretch);
    m_raw->setReadOnly(true);
    m_raw->setFrameShape(QFrame::NoFrame);
    m_raw->setFont(Theme::monospace(font()));
    m_raw->setAccessibleName(tr("Header and claims as JSON"));
    m_raw->setTabChangesFocus(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_raw);
    m_stack->addWidget(m_empty);
    m_showRaw->setCheckable(true);
    m_copy->setToolTip(tr("Copy the selected value (%1)").arg(QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText)));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack, 1);
    auto *row = new QHBoxLayout;
    row->addWidget(m_copy);
    row->addWidget(m_showRaw);
    row->addStretch();
    layout->addLayout(row);

    auto *copy = new QAction(tr("Copy value"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copy, &QAction::triggered, this, &ClaimsView::copySelected);
    connect(m_copy, &QPushButton::clicked, this, &ClaimsView::copySelected);
    connect(m_showRaw, &QPushButton::toggled, this, [this](bool raw) {
        m_stack->setCurrentIndex(m_model.rowCount() == 0 ? EmptyPage : raw ? RawPage : TablePage);
        m_copy->setText(raw ? tr("&Copy all") : tr("&Copy value"));
    });
}

void ClaimsView::setClaims(const QList<ClaimRow> &rows, const QString &rawJson)
{
    m_model.setRows(rows);
    if (m_raw->toPlainText() != rawJson)
        m_raw->setPlainText(rawJson);
    if (!rows.isEmpty() && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_model.index(0, 0));
    m_stack->setCurrentIndex(rows.isEmpty() ? EmptyPage : m_showRaw->isChecked() ? RawPage : TablePage);
    m_copy->setEnabled(!rows.isEmpty());
    m_showRaw->setEnabled(!rows.isEmpty());
}

void ClaimsView::setEmptyText(const QString &text)
{
    m_empty->setText(text);
}

void ClaimsView::copySelected()
{
    if (m_showRaw->isChecked())
        copyToClipboard(m_raw->toPlainText());
    else if (m_table->currentIndex().isValid())
        copyToClipboard(m_table->currentIndex().data(ClaimsModel::CopyRole).toString());
}

} // namespace Ui
