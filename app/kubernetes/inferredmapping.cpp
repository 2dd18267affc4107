// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/inferredmapping.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QHash>
#include <QSet>

#include <array>

namespace Kubernetes {

using QtSupport::toQString;

namespace {

constexpr qsizetype kMaxValues = 2000;
constexpr qsizetype kMaxTried = 50; // values whose prefix is looked for

//! What people take for the user name, the usual choice first.
constexpr std::array kUsual{ "email", "preferred_username", "sub", "upn", "name" };

qsizetype rank(const QString &claim)
{
    for (std::size_t i = 0; i < kUsual.size(); ++i) {
        if (claim == QLatin1String(kUsual[i]))
            return static_cast<qsizetype>(i);
    }
    return static_cast<qsizetype>(kUsual.size());
}

MappedValue inferUsername(const Core::Json &claims, const QString &username)
{
    MappedValue best;
    best.result = username;
    for (const auto &[name, value] : claims.items()) {
        if (!value.is_string())
            continue;
        const QString text = toQString(value.get_ref<const std::string &>());
        const QString claim = toQString(name);
        // A one-letter end is no evidence.
        if (text.isEmpty() || !username.endsWith(text) || (text.size() < 2 && text != username))
            continue;
        if (text == best.value) {
            best.claims.append(claim);
        } else if (text.size() > best.value.size()) {
            best.claims = { claim };
            best.value = text;
        }
    }
    std::stable_sort(best.claims.begin(), best.claims.end(),
                     [](const QString &a, const QString &b) { return rank(a) < rank(b); });
    best.prefix = best.value.isEmpty() ? QString() : username.chopped(best.value.size());
    return best;
}

//! A text or a list of texts, as the API server takes for groups.
QStringList valuesOf(const Core::Json &claim)
{
    if (claim.is_string())
        return { toQString(claim.get_ref<const std::string &>()) };
    QStringList values;
    if (!claim.is_array())
        return values;
    for (const Core::Json &item : claim) {
        if (!item.is_string())
            return {};
        if (values.size() < kMaxValues)
            values.append(toQString(item.get_ref<const std::string &>()));
    }
    return values;
}

struct GroupsClaim
{
    QString claim, prefix;
    QStringList values;
    qsizetype explained = 0;
};

GroupsClaim tryClaim(const QString &claim, const QStringList &values, const QStringList &groups,
                     const QSet<QString> &known)
{
    GroupsClaim best { claim, {}, values, 0 };
    QSet<QString> tried;
    for (const QString &value : values.mid(0, kMaxTried)) {
        for (const QString &group : groups) {
            if (value.isEmpty() || !group.endsWith(value))
                continue;
            const QString prefix = group.chopped(value.size());
            if (tried.contains(prefix))
                continue;
            tried.insert(prefix);
            const auto explained = std::count_if(values.begin(), values.end(), [&](const QString &each) {
                return known.contains(prefix + each);
            });
            if (explained > best.explained || (explained == best.explained && prefix.size() < best.prefix.size())) {
                best.prefix = prefix;
                best.explained = explained;
            }
        }
    }
    return best;
}

GroupsClaim bestGroupsClaim(const Core::Json &claims, const UserInfo &user)
{
    const QStringList groups = user.groups.mid(0, kMaxValues);
    const QSet<QString> known(groups.begin(), groups.end());
    GroupsClaim best;
    for (const auto &[name, value] : claims.items()) {
        const QString claim = toQString(name);
        const QStringList values = valuesOf(value);
        // A single text is a group only under the name for it: every claim ends some group's name.
        if (values.isEmpty() || (value.is_string() && claim != "groups"_L1))
            continue;
        const GroupsClaim found = tryClaim(claim, values, groups, known);
        const bool isUsual = claim == "groups"_L1;
        if (found.explained > best.explained || (found.explained == best.explained && isUsual))
            best = found;
    }
    return best;
}

} // namespace

InferredMapping inferMapping(const Core::Json &claims, const UserInfo &user)
{
    InferredMapping mapping;
    mapping.username.result = user.username;
    if (!claims.is_object())
        return mapping;
    mapping.username = inferUsername(claims, user.username);
    const GroupsClaim found = bestGroupsClaim(claims, user);
    QSet<QString> explained;
    for (const QString &value : found.values) {
        const QString result = found.prefix + value;
        const bool isThere = found.explained > 0 && user.groups.contains(result);
        if (isThere)
            explained.insert(result);
        mapping.groups.append({ { found.claim }, value, isThere ? found.prefix : QString(), isThere ? result : QString() });
    }
    for (const QString &group : user.groups) {
        if (!explained.contains(group))
            mapping.groups.append({ {}, {}, {}, group });
    }
    return mapping;
}

} // namespace Kubernetes
