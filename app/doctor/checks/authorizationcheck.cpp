// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/checks/authorizationcheck.h"

#include "app/core/text.h"
#include "app/doctor/keycloakhints.h"
#include "app/doctor/rbac.h"
#include "app/doctor/situation.h"
#include "app/doctor/tokenjudge.h"
#include "app/doctor/wording.h"
#include "app/qtsupport/strings.h"

#include <algorithm>
#include <array>

namespace Doctor {

using QtSupport::toStdString;

namespace {

constexpr auto kIds = std::to_array<std::string_view>({
        "username-prefix-default",
        "groups-prefix-mismatch",
        "groups-prefix-doubled",
        "username-claim-vs-binding",
        "rbac-no-permissions",
        "groups-prefix-empty",
});

constexpr auto kBindingIds = std::to_array<std::string_view>(
        { "groups-prefix-mismatch", "username-claim-vs-binding", "rbac-no-permissions" });

bool contains(const std::vector<std::string> &list, std::string_view text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

std::string bindingYaml(const RbacBinding &binding, std::string_view kind, const std::string &name)
{
    return "subjects:\n- kind: " + std::string(kind) + "\n  name: \"" + Core::singleLine(name, 300)
            + "\"\n  apiGroup: rbac.authorization.k8s.io\n(in " + binding.shown() + ")";
}

class AuthorizationJudge
{
public:
    //! \a gap: why \a rbac is not all that there is; empty if it is.
    AuthorizationJudge(const Case &given, Kubernetes::TokenUser user, bool wasAsked, const RbacObjects *rbac,
                       std::string gap, CheckResult &result)
        : m_case(given)
        , m_identity(std::move(user))
        , m_meant(m_identity.groups)
        , m_source(wasAsked ? "the API server sees " : "by the given configuration it would see ")
        , m_rbac(rbac)
        , m_gap(std::move(gap))
        , m_result(result)
    {
        // Roles that would be groups if only the server could read them: what would they be called?
        const Core::Json *roles = given.token.realmRoles();
        const bool isOutOfReach = roles && given.jwt() && !given.jwt()->groups.claim.empty()
                && !given.token.claim(given.jwt()->groups.claim);
        for (std::size_t i = 0; isOutOfReach && i < roles->size(); ++i) {
            if ((*roles)[i].is_string())
                m_meant.push_back(given.jwt()->groups.prefixText() + (*roles)[i].get<std::string>());
        }
    }

    void judge()
    {
        judgeDoubledPrefix();
        judgeDefaultPrefix();
        if (m_rbac) {
            judgeBindings();
            return;
        }
        m_result.skip(kBindingIds, m_gap.empty() ? "no bindings are known (--rbac FILE)" : m_gap);
    }

private:
    std::string seen() const
    {
        return m_source + "user " + inQuotes(m_identity.username) + ", groups " + inQuotes(m_identity.groups);
    }

    void judgeDoubledPrefix()
    {
        for (const std::string &group : m_identity.groups) {
            const std::size_t colon = group.find(':');
            if (colon == std::string::npos || group.starts_with("system:"))
                continue;
            const std::string prefix = group.substr(0, colon + 1);
            if (group.compare(colon + 1, prefix.size(), prefix) != 0)
                continue;
            m_result.add({ "groups-prefix-doubled",
                           Severity::Warning,
                           "the groups carry their prefix twice: the provider adds it and so does the API server",
                           m_source + "group " + inQuotes(group),
                           providerFix(ProviderFix::GroupsWithoutPrefix, m_case.issuer(), m_case.clientId, prefix),
                           {} });
            return;
        }
    }

    void judgeDefaultPrefix()
    {
        const std::string prefix = m_case.issuer() + "#";
        if (m_case.issuer().empty() || !m_identity.username.starts_with(prefix))
            return;
        const std::string bare = m_identity.username.substr(prefix.size());
        const bool isBoundBare = m_rbac
                && std::any_of(m_rbac->bindings.begin(), m_rbac->bindings.end(), [&](const RbacBinding &binding) {
                                     return std::any_of(binding.subjects.begin(), binding.subjects.end(),
                                                        [&](const RbacSubject &subject) {
                                                            return subject.kind == "User" && subject.name == bare;
                                                        });
                                 });
        m_result.add({ "username-prefix-default",
                       isBoundBare ? Severity::Warning : Severity::Info,
                       isBoundBare ? "a binding names you without the prefix that the API server puts before every "
                                     "user name by default"
                                   : "the API server puts the issuer before your user name, because "
                                     "--oidc-username-prefix is not set: bindings must name all of it",
                       seen(),
                       "--oidc-username-prefix=- on the API server, or bind User " + inQuotes(m_identity.username),
                       {} });
    }

    void judgeBindings()
    {
        bool isNamed = false, isExplained = false;
        for (const RbacBinding &binding : m_rbac->bindings) {
            for (const RbacSubject &subject : binding.subjects) {
                // What Kubernetes gives to everybody (discovery, questions about oneself) is no permission.
                if (binding.isBuiltIn && subject.name == "system:authenticated")
                    continue;
                const bool isUser = subject.kind == "User" && subject.name == m_identity.username;
                isNamed = isNamed || isUser || (subject.kind == "Group" && contains(m_identity.groups, subject.name));
                isExplained = judgeSubject(binding, subject) || isExplained;
            }
        }
        if (!m_gap.empty())
            m_result.skip(std::span(kBindingIds).first(isNamed ? 2 : 3), m_gap);
        if (isNamed || isExplained || !m_gap.empty())
            return;
        m_result.add({ "rbac-no-permissions",
                       Severity::Warning,
                       "no binding names you or one of your groups, so the API server knows you but forbids everything",
                       seen(),
                       exampleBinding(),
                       {} });
    }

    bool judgeSubject(const RbacBinding &binding, const RbacSubject &subject)
    {
        if (subject.kind == "Group" && !contains(m_identity.groups, subject.name)) {
            const auto meant = std::find_if(m_meant.begin(), m_meant.end(), [&](const std::string &group) {
                return isSameButPrefix(group, subject.name);
            });
            if (meant == m_meant.end())
                return false;
            m_result.add(
                    { "groups-prefix-mismatch", Severity::Warning,
                      "a binding names your group otherwise than the API server sees it: prefixes are part of the name",
                      bothSides("API server", *meant, binding.shown() + " names", subject.name),
                      bindingYaml(binding, "Group", *meant),
                      "Forbidden: User " + inQuotes(m_identity.username) + " cannot …" });
            return true;
        }
        if (subject.kind != "User" || subject.name == m_identity.username || subject.name.empty())
            return false;
        if (isSameButPrefix(m_identity.username, subject.name)
            && m_identity.username.starts_with(m_case.issuer() + "#"))
            return true; // username-prefix-default said it
        if (!isSameButPrefix(m_identity.username, subject.name) && !isAnotherClaim(subject.name))
            return false;
        m_result.add({ "username-claim-vs-binding", Severity::Warning,
                       "a binding names you by another name than the API server calls you",
                       bothSides("API server", m_identity.username, binding.shown() + " names", subject.name),
                       bindingYaml(binding, "User", m_identity.username),
                       "Forbidden: User " + inQuotes(m_identity.username) + " cannot …" });
        return true;
    }

    // The binding names the e-mail while the server takes `sub`, and the like.
    bool isAnotherClaim(const std::string &name) const
    {
        if (!m_case.token.isJwt())
            return false;
        const auto &claims = m_case.token.facts.claims;
        return std::any_of(claims.begin(), claims.end(),
                           [&](const Core::Json &value) {
                               return value.is_string() && !value.get_ref<const std::string &>().empty()
                                       && (value.get_ref<const std::string &>() == name
                                           || isSameButPrefix(name, value.get_ref<const std::string &>()));
                           })
                && name != m_case.issuer() && !contains(m_case.token.audience, name);
    }

    std::string exampleBinding() const
    {
        const auto group = std::find_if(m_identity.groups.begin(), m_identity.groups.end(),
                                        [](const std::string &name) { return !name.starts_with("system:"); });
        const bool hasGroup = group != m_identity.groups.end();
        return "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: lanyard-view\n  "
               "namespace: NAMESPACE\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n"
               "  kind: ClusterRole\n  name: view\nsubjects:\n- kind: "
                + std::string(hasGroup ? "Group" : "User") + "\n  name: \""
                + Core::singleLine(hasGroup ? *group : m_identity.username, 300)
                + "\"\n  apiGroup: rbac.authorization.k8s.io";
    }

    const Case &m_case;
    Kubernetes::TokenUser m_identity;
    std::vector<std::string> m_meant; // groups, and those that should be
    std::string m_source;
    const RbacObjects *m_rbac;
    std::string m_gap;
    CheckResult &m_result;
};

// Somebody who may choose group names at the provider could choose system:masters.
void judgeEmptyPrefix(const Situation &situation, const Case &given, CheckResult &result)
{
    if (!situation.server) {
        result.skip("groups-prefix-empty", "the API server's configuration is not known (--api-server-config FILE)");
        return;
    }
    const auto *jwt = given.jwt();
    if (!jwt || jwt->groups.claim.empty() || !jwt->groups.prefixText().empty())
        return;
    const bool isGuarded =
            std::any_of(jwt->userRules.begin(), jwt->userRules.end(), [](const Kubernetes::ValidationRule &rule) {
                return rule.expression.find("system:") != std::string::npos;
            });
    if (isGuarded)
        return;
    result.add({ "groups-prefix-empty",
                 Severity::Warning,
                 "groups come without a prefix: whoever can choose a group name at the provider can choose "
                 "system:masters, which may do everything",
                 "groups claim " + inQuotes(jwt->groups.claim) + ", prefix \"\"",
                 given.isStructured()
                         ? "groups:\n  claim: " + jwt->groups.claim
                                 + "\n  prefix: \"oidc:\"\nor userValidationRules:\n- expression: "
                                   "\"!user.groups.exists(g, g.startsWith('system:'))\"\n  message: groups of "
                                   "Kubernetes itself"
                         : "--oidc-groups-prefix=oidc: on the API server (bindings must then name oidc:GROUP)",
                 {} });
}

std::shared_ptr<const BindingFacts> given(const GivenFile &file)
{
    auto facts = std::make_shared<BindingFacts>();
    auto rbac = file.problem ? Core::Result<RbacObjects>(Core::fail(*file.problem)) : readRbac(file.text, file.path);
    if (rbac)
        facts->objects = std::move(*rbac);
    else
        facts->whyNotCluster = "the file of --rbac cannot be read: " + rbac.error().message;
    return facts;
}

// At least one of the lists could be had.
bool isReadable(const BindingFacts &facts)
{
    return facts.whyNotCluster.empty() || facts.whyNotNamespaced.empty() || !facts.objects.bindings.empty();
}

Kubernetes::TokenUser userOf(const Kubernetes::UserInfo &info)
{
    Kubernetes::TokenUser user;
    user.username = toStdString(info.username);
    for (const QString &group : info.groups)
        user.groups.push_back(toStdString(group));
    return user;
}

} // namespace

std::span<const std::string_view> AuthorizationCheck::ids() const
{
    return kIds;
}

FutureCheckResult AuthorizationCheck::run(const Situation &situation)
{
    auto promise = std::make_shared<QtSupport::Promise<CheckResult>>();
    auto future = promise->future();
    using Review = std::shared_ptr<const Kubernetes::UserInfo>;
    using Bindings = std::shared_ptr<const BindingFacts>;
    // What was handed in stands for the cluster; nothing is read then.
    auto bindings = situation.rbac ? QtSupport::ready<Bindings>(given(*situation.rbac)) : m_network.bindings->facts();
    whenBoth<Review, Bindings>(m_network.apiServer->review(), std::move(bindings), this,
                               [this, promise, &situation](const Core::Result<Review> &review,
                                                           const Core::Result<Bindings> &found) {
                                   promise->finish(judge(situation, review ? review->get() : nullptr, found));
                               });
    return future;
}

CheckResult AuthorizationCheck::judge(const Situation &situation, const Kubernetes::UserInfo *review,
                                      const Core::Result<std::shared_ptr<const BindingFacts>> &bindings) const
{
    CheckResult result;
    const TokenView token = situation.token.compact ? TokenView::of(situation.token.compact->reveal()) : TokenView();
    const Case given{ token,
                      situation.server ? &*situation.server : nullptr,
                      toStdString(situation.client.issuer),
                      toStdString(situation.client.clientId),
                      m_clock.now(),
                      false };
    judgeEmptyPrefix(situation, given, result);
    const Kubernetes::TokenUser user = review ? userOf(*review) : predictUser(given);
    if (user.username.empty()) {
        result.skip(std::span(kIds).first(5), "who the API server takes you for is not known");
        return result;
    }
    const bool isAnyKnown = bindings && (situation.rbac ? (*bindings)->gap().empty() : isReadable(**bindings));
    AuthorizationJudge(given, user, review != nullptr, isAnyKnown ? &(*bindings)->objects : nullptr,
                       bindings ? (*bindings)->gap() : bindings.error().message, result)
            .judge();
    return result;
}

} // namespace Doctor
