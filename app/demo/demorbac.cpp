// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/demorbac.h"

#include <algorithm>

namespace Demo {

namespace {

bool contains(const std::vector<std::string> &list, std::string_view value)
{
    return std::any_of(list.begin(), list.end(), [value](const std::string &entry) {
        return entry == value || entry == "*";
    });
}

bool applies(const ApiRule &rule, const ApiUser &user, std::string_view nameSpace)
{
    return std::find(user.groups.begin(), user.groups.end(), rule.subjectGroup) != user.groups.end()
            && (rule.nameSpace.empty() || rule.nameSpace == nameSpace);
}

std::string quoted(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

} // namespace

std::vector<ApiRule> DemoRbac::demoRules()
{
    const std::vector<std::string> read{ "get", "list" };
    return {
        { "oidc:security-developer",
          "security",
          "security-developer",
          "security-developer",
          read,
          { "" },
          { "pods" } },
        { "oidc:payments-developer",
          "payments",
          "payments-developer",
          "payments-developer",
          read,
          { "" },
          { "pods", "services", "configmaps" } },
        { "oidc:platform-viewer",
          "",
          "platform-viewer",
          "view-everything",
          read,
          { "*" },
          { "*" } },
        { "system:authenticated",
          "",
          "system:basic-user",
          "system:basic-user",
          { "create" },
          { "authentication.k8s.io" },
          { "selfsubjectreviews" } },
        { "system:authenticated",
          "",
          "system:basic-user",
          "system:basic-user",
          { "create" },
          { "authorization.k8s.io" },
          { "selfsubjectaccessreviews", "selfsubjectrulesreviews" } },
        { "oidc:security-developer",
          "",
          "namespace-lister",
          "namespace-lister",
          read,
          { "" },
          { "namespaces" } },
        { "oidc:payments-developer",
          "",
          "namespace-lister",
          "namespace-lister",
          read,
          { "" },
          { "namespaces" } },
    };
}

ApiDecision DemoRbac::decide(const ApiUser &user, const ApiAction &action) const
{
    for (const ApiRule &rule : m_rules) {
        if (!applies(rule, user, action.nameSpace) || !contains(rule.verbs, action.verb)
            || !contains(rule.apiGroups, action.group)
            || !contains(rule.resources, action.resource))
            continue;
        const bool isClusterWide = rule.nameSpace.empty();
        const std::string binding =
                isClusterWide ? rule.binding : rule.binding + '/' + rule.nameSpace;
        return { true,
                 std::string("RBAC: allowed by ")
                         + (isClusterWide ? "ClusterRoleBinding " : "RoleBinding ")
                         + quoted(binding) + " of " + (isClusterWide ? "ClusterRole " : "Role ")
                         + quoted(rule.role) + " to Group " + quoted(rule.subjectGroup) };
    }
    return {};
}

std::vector<ApiRule> DemoRbac::rulesFor(const ApiUser &user, std::string_view nameSpace) const
{
    std::vector<ApiRule> result;
    std::copy_if(m_rules.begin(), m_rules.end(), std::back_inserter(result),
                 [&](const ApiRule &rule) { return applies(rule, user, nameSpace); });
    return result;
}

std::string forbiddenMessage(const ApiUser &user, const ApiAction &action)
{
    const std::string subject =
            action.name.empty() ? action.resource : action.resource + ' ' + quoted(action.name);
    const std::string qualified = action.group.empty() || action.resource.empty() ? subject
                                                                                  : action.resource
                    + '.' + action.group + (action.name.empty() ? "" : ' ' + quoted(action.name));
    return qualified + " is forbidden: User " + quoted(user.name) + " cannot " + action.verb
            + " resource " + quoted(action.resource) + " in API group " + quoted(action.group)
            + (action.nameSpace.empty() ? " at the cluster scope"
                                        : " in the namespace " + quoted(action.nameSpace));
}

} // namespace Demo
