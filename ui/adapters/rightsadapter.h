// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "ui/rights/rightsport.h"

#include <QObject>

namespace Ui {

//! RightsPort: takes a token from the session manager and asks, as ApiServerAdapter does.
class RightsAdapter final : public QObject, public RightsPort
{
    Q_OBJECT

public:
    RightsAdapter(Session::SessionManager &manager, const Core::Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] QtSupport::FutureResult<Kubernetes::UserInfo> whoAmI(const AskTarget &target) override;
    [[nodiscard]] QtSupport::FutureResult<Kubernetes::RulesReview> rules(const AskTarget &target,
                                                                         const QString &nameSpace) override;
    [[nodiscard]] QtSupport::FutureResult<Kubernetes::AccessReview>
    mayI(const AskTarget &target, const Kubernetes::ResourceAttributes &what) override;
    [[nodiscard]] QtSupport::FutureResult<Doctor::RbacObjects> bindings(const AskTarget &target,
                                                                        const QString &nameSpace) override;

private:
    Session::SessionManager &m_manager;
    const Core::Clock &m_clock;
};

} // namespace Ui
