// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/tokenview.h"

#include "app/core/timestamp.h"

#include <algorithm>
#include <charconv>

namespace Doctor {

using Core::Json;

TokenView TokenView::of(std::string_view compact)
{
    TokenView view;
    view.size = compact.size();
    view.facts = Kubernetes::TokenFacts::fromCompact(compact, Kubernetes::SignatureVerdict::NotChecked);
    if (!view.isJwt())
        return view;
    if (auto jws = Jose::Jws::parse(compact))
        view.jws = std::move(*jws);
    if (view.facts.header.is_object())
        view.keyId = Core::jsonString(view.facts.header, "kid").value_or("");
    view.issuer = view.text("iss");
    if (const Json *audience = view.claim("aud"))
        view.audience = audience->is_string() ? std::vector{ audience->get<std::string>() }
                                              : Core::jsonStrings(view.facts.claims, "aud");
    return view;
}

const Json *TokenView::claim(std::string_view name) const
{
    if (!isJwt())
        return nullptr;
    const auto found = facts.claims.find(name);
    return found == facts.claims.end() ? nullptr : &*found;
}

std::string TokenView::text(std::string_view name) const
{
    return isJwt() ? Core::jsonString(facts.claims, name).value_or("") : std::string();
}

std::optional<double> TokenView::seconds(std::string_view name) const
{
    const Json *value = claim(name);
    if (!value)
        return std::nullopt;
    if (value->is_number())
        return value->get<double>();
    if (!value->is_string())
        return std::nullopt;
    const std::string text = value->get<std::string>();
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

bool TokenView::hasUnreadableDate(std::string_view name) const
{
    const Json *value = claim(name);
    return value && !value->is_null() && !seconds(name);
}

bool TokenView::isAccessToken() const
{
    const std::string type = text("typ");
    if (type == "Bearer")
        return true;
    const std::string headerType =
            facts.header.is_object() ? Core::jsonString(facts.header, "typ").value_or("") : std::string();
    return headerType == "at+jwt" || headerType == "application/at+jwt";
}

const Json *TokenView::realmRoles() const
{
    const Json *access = claim("realm_access");
    if (!access || !access->is_object())
        return nullptr;
    const auto roles = access->find("roles");
    return roles != access->end() && roles->is_array() ? &*roles : nullptr;
}

std::string dateText(double secondsSince1970)
{
    // What a 64-bit count of nanoseconds can hold.
    const double bounded = std::clamp(secondsSince1970, -8.5e9, 9.0e9);
    return Core::toRfc3339(
            std::chrono::system_clock::time_point(std::chrono::seconds(static_cast<std::int64_t>(bounded))));
}

} // namespace Doctor
