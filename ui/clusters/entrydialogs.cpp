// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/clusters/entrydialogs.h"

#include "app/qtsupport/compat.h"
#include "ui/text.h"
#include "ui/widgets/basics.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLineEdit>

namespace Ui {

namespace {

constexpr qsizetype shownNames = 12;

QVBoxLayout *prepare(QDialog *dialog)
{
    auto *layout = new QVBoxLayout(dialog);
    const int gap = Theme::units(dialog, 0.8);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap / 2);
    dialog->setMinimumWidth(Theme::units(dialog, 24));
    return layout;
}

//! A proposal that would not look like what it is stays out of the field.
QString editable(const QString &name)
{
    return printable(name, 2000) == name ? name : QString();
}

} // namespace

QString nameProblem(const QString &name, const QString &oldName, const QSet<QString> &taken)
{
    if (name.isEmpty() || name == oldName)
        return {}; // nothing to say yet; the button is off
    if (printable(name, 2000) != name)
        return NameDialog::tr("The name holds characters that cannot be seen.");
    return taken.contains(name) ? NameDialog::tr("This name is taken.") : QString();
}

NameDialog::NameDialog(const Question &question, QWidget *parent)
    : QDialog(parent)
    , m_question(question)
    , m_name(new QLineEdit(editable(question.proposal), this))
    , m_problem(new ToneLabel(Theme::Tone::Bad, {}, this))
    , m_accept(new PrimaryButton(question.button, this))
{
    setWindowTitle(question.title);
    QVBoxLayout *layout = prepare(this);
    layout->addWidget(new ToneLabel(Theme::Tone::Muted, printable(question.oldName), this));
    m_name->setObjectName(u"name"_s);
    m_name->setMaxLength(1000);
    addField(layout, question.label, m_name);
    layout->addWidget(m_problem);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    buttons->addButton(QDialogButtonBox::Cancel);
    m_accept->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &NameDialog::check);
    m_name->selectAll();
    m_name->setFocus();
    check();
}

QString NameDialog::name() const
{
    return m_name->text();
}

void NameDialog::check()
{
    const QString problem = nameProblem(name(), m_question.oldName, m_question.taken);
    m_problem->setText(problem);
    m_accept->setEnabled(problem.isEmpty() && !name().isEmpty() && name() != m_question.oldName);
}

DeleteDialog::DeleteDialog(const QStringList &contexts, QWidget *parent)
    : QDialog(parent)
    , m_orphans(new QCheckBox(tr("Also delete &clusters and users that no other context uses"), this))
{
    setWindowTitle(tr("Delete contexts"));
    QVBoxLayout *layout = prepare(this);
    QLabel *title = heading(tr("Delete %n context(s)?", nullptr, static_cast<int>(contexts.size())), 1.15, this);
    layout->addWidget(title);
    QStringList lines;
    for (const QString &name : contexts.mid(0, shownNames))
        lines.append(printable(name, 120));
    if (contexts.size() > shownNames)
        lines.append(tr("and %n more", nullptr, static_cast<int>(contexts.size() - shownNames)));
    auto *names = new QLabel(lines.join(u'\n'), this);
    names->setTextFormat(Qt::PlainText);
    names->setFont(Theme::monospace(font()));
    layout->addWidget(names);
    layout->addWidget(m_orphans);
    auto *buttons = new QDialogButtonBox(this);
    auto *review = new PrimaryButton(tr("&Review…"), this);
    review->setObjectName(u"review"_s);
    buttons->addButton(review, QDialogButtonBox::AcceptRole);
    buttons->addButton(QDialogButtonBox::Cancel);
    review->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    review->setFocus();
}

Kubeconfig::Orphans DeleteDialog::orphans() const
{
    return m_orphans->isChecked() ? Kubeconfig::Orphans::Remove : Kubeconfig::Orphans::Keep;
}

} // namespace Ui
