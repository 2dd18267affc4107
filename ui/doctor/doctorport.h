// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/doctor.h"

#include <QObject>

namespace Ui {

//! What the doctor is asked about. Paths are absolute; empty: not given.
struct DoctorQuestion
{
    QString context;
    QString apiServerConfig, rbac;
    //! The person agreed that the cluster is read once without a token.
    bool probesAnonymously = false;
    bool operator==(const DoctorQuestion &) const = default;
};

//! The doctor as the window sees it; one examination at a time.
class DoctorPort : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~DoctorPort() override;

    [[nodiscard]] virtual QtSupport::FutureResult<Doctor::Report> examine(const DoctorQuestion &question) = 0;
    //! The examination ends with what it has, or with Canceled.
    virtual void cancel() = 0;
    //! Writes certificates; they are no secret.
    [[nodiscard]] virtual Core::Result<> savePem(const QString &file, const QByteArray &pem) = 0;

Q_SIGNALS:
    void checkStarted(const QString &name);
    void checkFinished(const QString &name, const Doctor::CheckResult &result);
};

} // namespace Ui
