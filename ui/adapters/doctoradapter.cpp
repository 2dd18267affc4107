// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/adapters/doctoradapter.h"

#include "app/core/atomicfile.h"
#include "app/qtsupport/strings.h"

namespace Ui {

using QtSupport::toStdString;

namespace {

std::optional<std::string> given(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(toStdString(text));
}

} // namespace

DoctorAdapter::DoctorAdapter(Doctor::DoctorOperation &operation, Core::Environment environment,
                             std::optional<std::string> kubeconfig, QObject *parent)
    : DoctorPort(parent)
    , m_operation(operation)
    , m_environment(std::move(environment))
    , m_kubeconfig(std::move(kubeconfig))
{
    connect(&m_operation, &Doctor::DoctorOperation::checkStarted, this, &DoctorPort::checkStarted);
    connect(&m_operation, &Doctor::DoctorOperation::checkFinished, this, &DoctorPort::checkFinished);
}

QtSupport::FutureResult<Doctor::Report> DoctorAdapter::examine(const DoctorQuestion &question)
{
    Doctor::Request request;
    for (const char *name : { "PATH", "HOME", "KUBECONFIG", "KUBERC" }) {
        if (const auto value = m_environment(name))
            request.caller.environment[name] = *value;
    }
    request.caller.consentsToAnonymousProbe = question.probesAnonymously;
    request.kubeconfig = m_kubeconfig;
    request.context = given(question.context);
    request.apiServerConfig = given(question.apiServerConfig);
    request.rbac = given(question.rbac);
    return m_operation.examine(request);
}

Core::Result<> DoctorAdapter::savePem(const QString &file, const QByteArray &pem)
{
    // For everybody to read: the API server and other people's tools need it.
    return Core::replaceFile(toStdString(file), pem.toStdString(), { .newFileMode = 0644 });
}

} // namespace Ui
