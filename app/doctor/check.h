// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/finding.h"
#include "app/qtsupport/async.h"

#include <QObject>

#include <initializer_list>
#include <optional>
#include <span>

namespace Doctor {

struct Situation;

//! What one check has to say. An id of the check that is in neither list was checked and is fine.
struct CheckResult
{
    std::vector<Finding> findings;
    std::vector<NotChecked> notChecked;
    std::optional<bool> accepted; //!< what the API server said about the credential
    std::optional<bool> predicted; //!< what its configuration says about it

    void add(Finding finding) { findings.push_back(std::move(finding)); }
    void skip(std::string_view id, std::string_view why)
    {
        notChecked.push_back({ std::string(id), std::string(why) });
    }
    void skip(std::span<const std::string_view> ids, std::string_view why)
    {
        for (const std::string_view id : ids)
            skip(id, why);
    }
    void skip(std::initializer_list<std::string_view> ids, std::string_view why)
    {
        skip(std::span(ids.begin(), ids.size()), why);
    }
    [[nodiscard]] bool has(std::string_view id) const;
};

using FutureCheckResult = QtSupport::FutureResult<CheckResult>;

//! One group of ids. Looks at a Situation and asks over the network what only others know.
class Check : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~Check() override;

    //! For the progress list: "The kubeconfig".
    [[nodiscard]] virtual std::string_view name() const = 0;
    [[nodiscard]] virtual std::span<const std::string_view> ids() const = 0;
    //! \a situation outlives the future. An error means that nothing was checked, and why.
    [[nodiscard]] virtual FutureCheckResult run(const Situation &situation) = 0;
};

//! A check that needs to ask nobody.
class OfflineCheck : public Check
{
    Q_OBJECT

public:
    using Check::Check;
    ~OfflineCheck() override;

    [[nodiscard]] virtual CheckResult examine(const Situation &situation) const = 0;
    [[nodiscard]] FutureCheckResult run(const Situation &situation) final;
};

} // namespace Doctor
