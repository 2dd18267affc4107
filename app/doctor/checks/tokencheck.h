// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/clock.h"
#include "app/doctor/check.h"
#include "app/doctor/probes/network.h"

namespace Doctor {

//! The token that kubectl sends, as the API server verifies and reads it.
class TokenCheck final : public Check
{
    Q_OBJECT

public:
    TokenCheck(Network network, const Core::Clock &clock)
        : m_network(std::move(network))
        , m_clock(clock)
    {
    }
    [[nodiscard]] std::string_view name() const override { return "The token"; }
    [[nodiscard]] std::span<const std::string_view> ids() const override;
    [[nodiscard]] FutureCheckResult run(const Situation &situation) override;

    //! What the network says, from here and as the API server asks it.
    struct Seen
    {
        Core::Result<std::shared_ptr<const ProviderFacts>> facts, serverFacts;
        Core::Result<std::shared_ptr<const TlsFacts>> tls, serverTls;
    };

private:
    void judge(const Situation &situation, const Seen &seen, CheckResult &result) const;

    Network m_network;
    const Core::Clock &m_clock;
};

} // namespace Doctor
