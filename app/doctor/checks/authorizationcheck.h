// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/doctor/check.h"
#include "app/doctor/probes/network.h"

namespace Doctor {

//! The name and groups under which one is seen, against the subjects that bindings name. Never an
//! error: the token is good, only the request is forbidden.
class AuthorizationCheck final : public Check
{
    Q_OBJECT

public:
    AuthorizationCheck(Network network, const Core::Clock &clock)
        : m_network(std::move(network))
        , m_clock(clock)
    {
    }
    [[nodiscard]] std::string_view name() const override { return "What you may do"; }
    [[nodiscard]] std::span<const std::string_view> ids() const override;
    [[nodiscard]] FutureCheckResult run(const Situation &situation) override;

private:
    //! \a review: who the server says one is; null if it does not say.
    [[nodiscard]] CheckResult judge(const Situation &situation, const Kubernetes::UserInfo *review,
                                    const Core::Result<std::shared_ptr<const BindingFacts>> &bindings) const;

    Network m_network;
    const Core::Clock &m_clock;
};

} // namespace Doctor
