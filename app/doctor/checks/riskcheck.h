// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/check.h"
#include "app/doctor/probes/network.h"

namespace Doctor {

//! Doors that somebody left open or built in, seen with the user's own rights: bindings if they may be
//! listed (or were handed in), questions about oneself, and, with consent, what nobody may read.
class RiskCheck final : public Check
{
    Q_OBJECT

public:
    explicit RiskCheck(Network network)
        : m_network(std::move(network))
    {
    }
    [[nodiscard]] std::string_view name() const override { return "Risky rights"; }
    [[nodiscard]] std::span<const std::string_view> ids() const override;
    [[nodiscard]] FutureCheckResult run(const Situation &situation) override;

private:
    struct State;
    void readBindings(const std::shared_ptr<State> &state, const Situation &situation);
    void askRights(const std::shared_ptr<State> &state);
    void probeAnonymously(const std::shared_ptr<State> &state, const Situation &situation);

    Network m_network;
};

} // namespace Doctor
