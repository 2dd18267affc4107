// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/check.h"
#include "app/doctor/probes/network.h"

namespace Doctor {

//! Certificates of the provider and of the API server.
class TlsCheck final : public Check
{
    Q_OBJECT

public:
    explicit TlsCheck(Network network)
        : m_network(std::move(network))
    {
    }
    [[nodiscard]] std::string_view name() const override { return "Certificates"; }
    [[nodiscard]] std::span<const std::string_view> ids() const override;
    [[nodiscard]] FutureCheckResult run(const Situation &situation) override;

private:
    Network m_network;
};

//! What the provider says about itself.
class DiscoveryCheck final : public Check
{
    Q_OBJECT

public:
    explicit DiscoveryCheck(Network network)
        : m_network(std::move(network))
    {
    }
    [[nodiscard]] std::string_view name() const override { return "The provider"; }
    [[nodiscard]] std::span<const std::string_view> ids() const override;
    [[nodiscard]] FutureCheckResult run(const Situation &situation) override;

private:
    Network m_network;
};

//! Three clocks: the provider's, the API server's and ours.
class ClockCheck final : public Check
{
    Q_OBJECT

public:
    explicit ClockCheck(Network network)
        : m_network(std::move(network))
    {
    }
    [[nodiscard]] std::string_view name() const override { return "The clocks"; }
    [[nodiscard]] std::span<const std::string_view> ids() const override;
    [[nodiscard]] FutureCheckResult run(const Situation &situation) override;

private:
    Network m_network;
};

//! What the API server itself answers to the credential.
class AnswerCheck final : public Check
{
    Q_OBJECT

public:
    explicit AnswerCheck(Network network)
        : m_network(std::move(network))
    {
    }
    [[nodiscard]] std::string_view name() const override { return "The API server's answer"; }
    [[nodiscard]] std::span<const std::string_view> ids() const override;
    [[nodiscard]] FutureCheckResult run(const Situation &situation) override;

private:
    Network m_network;
};

} // namespace Doctor
