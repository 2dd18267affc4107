// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/export/exportviewmodel.h"

#include "app/qtsupport/compat.h"

namespace Ui {

ExportViewModel::ExportViewModel(KubeconfigPort &kubeconfig, const QString &context, QObject *parent)
    : QObject(parent)
    , m_kubeconfig(kubeconfig)
{
    m_request.context = context;
}

void ExportViewModel::setSecrets(Kubeconfig::Secrets secrets)
{
    m_request.secrets = secrets;
    m_allowed = false; // a yes was for what was chosen then
    Q_EMIT changed();
}

void ExportViewModel::setCertificates(Kubeconfig::Certificates certificates)
{
    m_request.certificates = certificates;
    Q_EMIT changed();
}

void ExportViewModel::allowSecretsOnClipboard(bool allowed)
{
    m_allowed = allowed;
    Q_EMIT changed();
}

bool ExportViewModel::canCopy() const
{
    return !m_busy && (m_request.secrets == Kubeconfig::Secrets::Leave || m_allowed);
}

QString ExportViewModel::proposedFileName() const
{
    QString name;
    for (const QChar c : m_request.context) {
        const bool plain = c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.');
        name += plain ? c : QChar(u'-');
        if (name.size() == 80)
            break;
    }
    while (name.startsWith(u'.') || name.startsWith(u'-'))
        name.remove(0, 1);
    return (name.isEmpty() ? u"context"_s : name) + u".kubeconfig"_s;
}

void ExportViewModel::save(const QString &file)
{
    if (m_busy || file.isEmpty())
        return;
    m_busy = true;
    Q_EMIT changed();
    QtSupport::onFinished<std::monostate>(
            m_kubeconfig.exportFile(m_request, file), this, [this, file](const Core::Result<std::monostate> &done) {
                if (!done) {
                    finish(describe(done.error()));
                    return;
                }
                finish({ Severity::Success, tr("Exported"),
                         tr("%1 is readable for you alone.").arg(printable(file, 1000)), {}, {} });
                Q_EMIT saved(file);
            });
}

void ExportViewModel::copy()
{
    if (!canCopy())
        return;
    m_busy = true;
    Q_EMIT changed();
    QtSupport::onFinished<QByteArray>(m_kubeconfig.exportText(m_request), this,
                                      [this](const Core::Result<QByteArray> &text) {
                                          if (!text) {
                                              finish(describe(text.error()));
                                              return;
                                          }
                                          finish({ Severity::Success, tr("Copied to the clipboard"), {}, {}, {} });
                                          Q_EMIT copied(*text);
                                      });
}

void ExportViewModel::finish(const Message &message)
{
    m_busy = false;
    m_message = message;
    Q_EMIT messageChanged();
    Q_EMIT changed();
}

} // namespace Ui
