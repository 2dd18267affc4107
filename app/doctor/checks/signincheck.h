// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/check.h"
#include "app/doctor/probes/network.h"

namespace Doctor {

struct SignInFacts;

//! Whether a sign-in can begin and how long it lasts, found without opening a browser.
class SignInCheck final : public Check
{
    Q_OBJECT

public:
    explicit SignInCheck(Network network)
        : m_network(std::move(network))
    {
    }
    [[nodiscard]] std::string_view name() const override { return "The sign-in"; }
    [[nodiscard]] std::span<const std::string_view> ids() const override;
    [[nodiscard]] FutureCheckResult run(const Situation &situation) override;

private:
    using Outcome = std::shared_ptr<QtSupport::Promise<CheckResult>>;
    void ask(const Situation &situation, const ProviderFacts &facts, CheckResult result, const Outcome &promise);

    Network m_network;
};

} // namespace Doctor
