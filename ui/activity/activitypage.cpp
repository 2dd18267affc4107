// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/activity/activitypage.h"

#include "app/qtsupport/compat.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/tables.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>

namespace Ui {
namespace {

class OutcomeDelegate final : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        CellDelegate::initStyleOption(option, index);
        if (option->state.testFlag(QStyle::State_Selected))
            return;
        const bool failed = index.data(ActivityModel::FailedRole).toBool();
        option->palette.setColor(QPalette::Text,
                                 Theme::tone(option->palette, failed ? Theme::Tone::Bad : Theme::Tone::Good));
    }
};

} // namespace

ActivityPage::ActivityPage(ActivityModel &model, QWidget *parent)
    : QWidget(parent)
{
    const int unit = Theme::units(this, 1);
    m_filter.setSourceModel(&model);
    m_filter.setFilterRole(ActivityModel::SearchRole);
    m_filter.setFilterCaseSensitivity(Qt::CaseInsensitive);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(unit, unit * 3 / 4, unit, unit);
    layout->setSpacing(unit / 2);
    auto *top = new QHBoxLayout;
    top->addWidget(heading(tr("Activity"), 1.4, this));
    top->addStretch();
    auto *search = new QLineEdit(this);
    search->setPlaceholderText(tr("Filter: who, what, for what"));
    search->setAccessibleName(tr("Filter the activity"));
    addClearButton(search, tr("Clear the filter"));
    search->addAction(Theme::icon(u"search"_s), QLineEdit::LeadingPosition);
    search->setMinimumWidth(unit * 13);
    top->addWidget(search);
    layout->addLayout(top);

    auto *table = new QTableView(this);
    table->setModel(&m_filter);
    prepareTable(table, tr("Activity"));
    table->setItemDelegateForColumn(ActivityModel::OutcomeColumn, new OutcomeDelegate(table));
    QHeaderView *header = table->horizontalHeader();
    header->setStretchLastSection(true);
    const double widths[] = { 5.5, 9.5, 9.5, 13 };
    for (int column = 0; column < 4; ++column)
        header->resizeSection(column, Theme::units(this, widths[column]));
    layout->addWidget(table, 1);
    auto *note = new ToneLabel(Theme::Tone::Muted, tr("Only you can read this log. No token is ever written to it."),
                               this);
    layout->addWidget(note);
    connect(search, &QLineEdit::textChanged, &m_filter, &QSortFilterProxyModel::setFilterFixedString);
}

} // namespace Ui
