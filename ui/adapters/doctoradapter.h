// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/paths.h"
#include "app/doctor/doctoroperation.h"
#include "ui/doctor/doctorport.h"

namespace Ui {

//! DoctorPort over a doctor of the window's own.
class DoctorAdapter final : public DoctorPort
{
    Q_OBJECT

public:
    //! \a kubeconfig is the one file of --kubeconfig, if it was given.
    DoctorAdapter(Doctor::DoctorOperation &operation, Core::Environment environment,
                  std::optional<std::string> kubeconfig, QObject *parent = nullptr);

    [[nodiscard]] QtSupport::FutureResult<Doctor::Report> examine(const DoctorQuestion &question) override;
    void cancel() override { m_operation.cancel(); }
    [[nodiscard]] Core::Result<> savePem(const QString &file, const QByteArray &pem) override;

private:
    Doctor::DoctorOperation &m_operation;
    Core::Environment m_environment;
    std::optional<std::string> m_kubeconfig;
};

} // namespace Ui
