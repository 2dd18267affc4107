// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/import/importdialog.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/messagebar.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTabWidget>
#include <QTableView>

namespace Ui {

using Kubeconfig::Conflicts;
using Kubeconfig::ImportedEntry;
using Phase = ImportViewModel::Phase;

namespace {

QString sectionText(Kubeconfig::Section section)
{
    switch (section) {
    case Kubeconfig::Section::Clusters: return ImportDialog::tr("Cluster");
    case Kubeconfig::Section::Users: return ImportDialog::tr("User");
    case Kubeconfig::Section::Contexts: return ImportDialog::tr("Context");
    }
    return {};
}

TextTableModel::Row rowOf(const ImportedEntry &entry)
{
    const QString name = printable(QtSupport::toQString(entry.name));
    const QString section = sectionText(entry.section);
    switch (entry.state) {
    case ImportedEntry::State::New: return { { ImportDialog::tr("New"), section, name }, Theme::Tone::Good };
    case ImportedEntry::State::Identical:
        return { { ImportDialog::tr("Already there"), section, name }, Theme::Tone::Muted };
    case ImportedEntry::State::Different: break;
    }
    return { { ImportDialog::tr("Name is taken"), section, name }, Theme::Tone::Warning };
}

TextTableModel::Row rowOf(const Kubeconfig::Risk &risk)
{
    return { { riskText(risk.kind), printable(QtSupport::toQString(risk.text), 2000),
               printable(QtSupport::toQString(risk.entry)), QString::number(risk.position.line) },
             isDangerous(risk.kind) ? Theme::Tone::Bad : Theme::Tone::Muted };
}

QTableView *tableOf(TextTableModel *model, const QString &name, int stretched, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setModel(model);
    prepareTable(table, name);
    table->setItemDelegate(new ToneDelegate(table));
    table->horizontalHeader()->setSectionResizeMode(stretched, QHeaderView::Stretch);
    table->horizontalHeader()->resizeSection(0, Theme::units(parent, 12));
    table->horizontalHeader()->resizeSection(2, Theme::units(parent, 8.5));
    table->horizontalHeader()->resizeSection(3, Theme::units(parent, 4));
    return table;
}

} // namespace

ImportDialog::ImportDialog(std::unique_ptr<ImportViewModel> model, QWidget *parent)
    : QDialog(parent)
    , m_model(std::move(model))
    , m_message(new MessageBar(this))
    , m_summary(new ToneLabel(Theme::Tone::Muted, {}, this))
    , m_tabs(new QTabWidget(this))
    , m_risks(new TextTableModel({ tr("What it does"), tr("Exactly"), tr("Entry"), tr("Line") }, this))
    , m_entries(new TextTableModel({ tr("State"), tr("Kind"), tr("Name") }, this))
    , m_diff(new DiffView(this))
    , m_consent(new QCheckBox(this))
    , m_import(new PrimaryButton(tr("&Import"), this))
{
    setWindowTitle(tr("Review the import"));
    const int unit = Theme::units(this, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(unit, unit * 3 / 4, unit, unit * 3 / 4);
    layout->setSpacing(unit / 2);
    layout->addWidget(heading(tr("Review the import"), 1.3, this));
    layout->addWidget(m_summary);
    layout->addWidget(m_message);
    layout->addWidget(buildConflicts());
    buildTabs();
    layout->addWidget(m_tabs, 1);
    m_consent->setObjectName(u"consent"_s);
    layout->addWidget(m_consent);
    auto *buttons = new QDialogButtonBox(this);
    m_import->setObjectName(u"import"_s);
    buttons->addButton(m_import, QDialogButtonBox::ActionRole);
    buttons->addButton(QDialogButtonBox::Cancel)->setDefault(true);
    layout->addWidget(buttons);
    resize(unit * 44, unit * 28);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_import, &QPushButton::clicked, m_model.get(), &ImportViewModel::import);
    connect(m_consent, &QCheckBox::clicked, m_model.get(), &ImportViewModel::setConsent);
    connect(m_model.get(), &ImportViewModel::changed, this, &ImportDialog::sync);
    connect(m_model.get(), &ImportViewModel::messageChanged, this, [this] { m_message->show(m_model->message()); });
    connect(m_model.get(), &ImportViewModel::imported, this, &QDialog::accept);
    connect(m_message, &MessageBar::remedyChosen, m_model.get(), &ImportViewModel::resolve);
    connect(m_message, &MessageBar::dismissed, m_model.get(), &ImportViewModel::dismissMessage);
    sync();
}

QWidget *ImportDialog::buildConflicts()
{
    m_conflictRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_conflictRow);
    row->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(tr("Where a &name is taken by something else"), m_conflictRow);
    m_conflicts = new QComboBox(m_conflictRow);
    m_conflicts->setObjectName(u"conflicts"_s);
    m_conflicts->addItem(tr("Choose…"));
    m_conflicts->addItem(tr("Import under a new name"), static_cast<int>(Conflicts::Rename));
    m_conflicts->addItem(tr("Keep mine, leave theirs out"), static_cast<int>(Conflicts::Skip));
    m_conflicts->addItem(tr("Replace mine by theirs"), static_cast<int>(Conflicts::Replace));
    m_conflicts->setAccessibleName(label->text().remove(u'&'));
    label->setBuddy(m_conflicts);
    row->addWidget(label);
    row->addWidget(m_conflicts);
    row->addStretch();
    connect(m_conflicts, &QComboBox::activated, this, [this] {
        if (const QVariant choice = m_conflicts->currentData(); choice.isValid())
            m_model->setConflicts(static_cast<Conflicts>(choice.toInt()));
    });
    return m_conflictRow;
}

void ImportDialog::buildTabs()
{
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("What the file brings"));
    m_tabs->addTab(tableOf(m_risks, tr("What the file would run, read or weaken"), 1, this), {});
    m_tabs->addTab(tableOf(m_entries, tr("Entries of the file"), 2, this), {});
    m_tabs->addTab(m_diff, tr("&Lines"));
}

void ImportDialog::syncTables()
{
    const ImportReview &review = m_model->review();
    if (m_shown == review.risks.size() + review.entries.size())
        return;
    m_shown = review.risks.size() + review.entries.size();
    QList<TextTableModel::Row> risks, entries;
    for (const Kubeconfig::Risk &risk : review.risks)
        risks.append(rowOf(risk));
    std::stable_sort(risks.begin(), risks.end(), [](const auto &a, const auto &b) {
        return a.tone == Theme::Tone::Bad && b.tone != Theme::Tone::Bad;
    });
    for (const ImportedEntry &entry : review.entries)
        entries.append(rowOf(entry));
    m_risks->setRows(risks);
    m_entries->setRows(entries);
    m_tabs->setCurrentIndex(risks.isEmpty() ? 1 : 0);
}

void ImportDialog::sync()
{
    syncTables();
    const Phase phase = m_model->phase();
    using State = ImportedEntry::State;
    const QString where = tr("From %1.").arg(m_model->name());
    if (phase == Phase::Reading)
        m_summary->setText(where + u' ' + tr("Reading…"));
    else if (phase == Phase::NothingNew)
        m_summary->setText(where + u' ' + tr("Everything in it is already in your kubeconfig, with the same content."));
    else
        m_summary->setText(where + u' '
                           + tr("%1 new, %2 already there, %3 with a name that is taken. Nothing is written or run yet.")
                                     .arg(m_model->count(State::New))
                                     .arg(m_model->count(State::Identical))
                                     .arg(m_model->count(State::Different)));
    m_tabs->setTabText(0, tr("&Risks (%1)").arg(m_risks->rowCount()));
    m_tabs->setTabText(1, tr("&Entries (%1)").arg(m_entries->rowCount()));
    m_tabs->setVisible(phase != Phase::Reading && phase != Phase::Broken);
    m_conflictRow->setVisible(m_model->hasConflicts());
    if (m_diff->property("diff") != m_model->diff()) {
        m_diff->setDiff(m_model->diff());
        m_diff->setProperty("diff", m_model->diff());
    }
    const QStringList guarded = m_model->guarded();
    m_consent->setText(guarded.isEmpty() ? tr("I have looked at &what it runs and weakens")
                                         : tr("I have looked at &what it runs and weakens, and that it changes "
                                              "protected contexts"));
    m_consent->setVisible(m_model->needsConsent() && (phase == Phase::Ready || phase == Phase::Choosing));
    m_consent->setChecked(m_model->hasConsent());
    m_import->setEnabled(m_model->canImport());
}

} // namespace Ui
