// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/export/exportdialog.h"

#include "app/qtsupport/compat.h"
#include "ui/widgets/basics.h"
#include "ui/widgets/messagebar.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>

namespace Ui {

ExportDialog::ExportDialog(std::unique_ptr<ExportViewModel> model, QWidget *parent)
    : QDialog(parent)
    , m_model(std::move(model))
    , m_message(new MessageBar(this))
    , m_secrets(new QCheckBox(tr("With &secrets: tokens, passwords and keys that stand in the file"), this))
    , m_certificates(new QCheckBox(tr("&Embed certificates, so that it works on another computer"), this))
    , m_allow(new QCheckBox(tr("&Let the secrets onto the clipboard, where every program can read them"), this))
    , m_save(new PrimaryButton(tr("Save &as…"), this))
    , m_copy(textButton(u"copy"_s, tr("&Copy"), this))
{
    setWindowTitle(tr("Export context"));
    const int unit = Theme::units(this, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(unit, unit * 3 / 4, unit, unit * 3 / 4);
    layout->setSpacing(unit / 2);
    QLabel *title = heading(printable(m_model->request().context), 1.2, this);
    title->setWordWrap(true);
    layout->addWidget(title);
    layout->addWidget(new ToneLabel(Theme::Tone::Muted,
                                    tr("A kubeconfig of its own, with this context, its cluster and its user. Your "
                                       "sign-in with Lanyard is in the keychain and never part of it."),
                                    this));
    layout->addWidget(m_message);
    layout->addWidget(m_secrets);
    layout->addWidget(m_certificates);
    layout->addWidget(m_allow);
    layout->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_save->setObjectName(u"save"_s);
    m_copy->setObjectName(u"copy"_s);
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    buttons->addButton(m_copy, QDialogButtonBox::ActionRole);
    layout->addWidget(buttons);
    setMinimumWidth(unit * 30);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_secrets, &QCheckBox::toggled, this, [this](bool on) {
        m_model->setSecrets(on ? Kubeconfig::Secrets::Include : Kubeconfig::Secrets::Leave);
    });
    connect(m_certificates, &QCheckBox::toggled, this, [this](bool on) {
        m_model->setCertificates(on ? Kubeconfig::Certificates::Embed : Kubeconfig::Certificates::AsWritten);
    });
    connect(m_allow, &QCheckBox::clicked, m_model.get(), &ExportViewModel::allowSecretsOnClipboard);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(m_copy, &QPushButton::clicked, m_model.get(), &ExportViewModel::copy);
    connect(m_model.get(), &ExportViewModel::copied, this,
            [](const QByteArray &text) { copyToClipboard(QString::fromUtf8(text)); });
    connect(m_model.get(), &ExportViewModel::changed, this, &ExportDialog::sync);
    connect(m_model.get(), &ExportViewModel::messageChanged, this, [this] { m_message->show(m_model->message()); });
    connect(m_message, &MessageBar::dismissed, m_message, &QWidget::hide);
    m_save->setDefault(true);
    sync();
}

void ExportDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Export context"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // never replaced: told instead
    dialog->selectFile(m_model->proposedFileName());
    connect(dialog, &QFileDialog::fileSelected, m_model.get(), &ExportViewModel::save);
    dialog->open();
}

void ExportDialog::sync()
{
    const bool secrets = m_model->request().secrets == Kubeconfig::Secrets::Include;
    m_allow->setVisible(secrets);
    if (!secrets)
        m_allow->setChecked(false);
    m_copy->setEnabled(m_model->canCopy());
    m_save->setEnabled(!m_model->isBusy());
}

} // namespace Ui
