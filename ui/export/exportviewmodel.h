// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/ports.h"
#include "ui/text.h"

#include <QObject>

#include <optional>

namespace Ui {

//! One context as a kubeconfig of its own: into a file, or onto the clipboard. No widgets.
class ExportViewModel final : public QObject
{
    Q_OBJECT

public:
    ExportViewModel(KubeconfigPort &kubeconfig, const QString &context, QObject *parent = nullptr);

    [[nodiscard]] const ExportRequest &request() const { return m_request; }
    void setSecrets(Kubeconfig::Secrets secrets);
    void setCertificates(Kubeconfig::Certificates certificates);
    //! Every program of the desktop reads the clipboard: secrets go there only after a yes to that.
    void allowSecretsOnClipboard(bool allowed);
    [[nodiscard]] bool canCopy() const;
    //! A name for the file that is safe whatever the context is called.
    [[nodiscard]] QString proposedFileName() const;
    [[nodiscard]] const std::optional<Message> &message() const { return m_message; }
    [[nodiscard]] bool isBusy() const { return m_busy; }

    void save(const QString &file);
    //! Emits copied() with the text, or says why not.
    void copy();

Q_SIGNALS:
    void changed();
    void messageChanged();
    void saved(const QString &file);
    void copied(const QByteArray &text);

private:
    void finish(const Message &message);

    KubeconfigPort &m_kubeconfig;
    ExportRequest m_request;
    std::optional<Message> m_message;
    bool m_allowed = false;
    bool m_busy = false;
};

} // namespace Ui
