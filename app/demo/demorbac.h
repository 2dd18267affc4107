// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace Demo {

//! Who asks, as the API server knows them.
struct ApiUser
{
    std::string name;
    std::vector<std::string> groups;
    std::string credentialId; //!< "JTI=…"; empty for anonymous
    [[nodiscard]] bool isAnonymous() const { return name == "system:anonymous"; }
};

struct ApiAction
{
    std::string verb, group, resource, name, nameSpace;
};

//! One binding and its role.
struct ApiRule
{
    std::string subjectGroup;
    std::string nameSpace; //!< empty: a ClusterRoleBinding
    std::string binding, role;
    std::vector<std::string> verbs, apiGroups, resources;
};

struct ApiDecision
{
    bool allowed = false;
    std::string reason; //!< as kube-apiserver tells it
};

//! The demo cluster's authorization.
class DemoRbac
{
public:
    explicit DemoRbac(std::vector<ApiRule> rules = demoRules())
        : m_rules(std::move(rules))
    {
    }

    [[nodiscard]] static std::vector<ApiRule> demoRules();
    [[nodiscard]] ApiDecision decide(const ApiUser &user, const ApiAction &action) const;
    [[nodiscard]] std::vector<ApiRule> rulesFor(const ApiUser &user,
                                                std::string_view nameSpace) const;

private:
    std::vector<ApiRule> m_rules;
};

//! `pods is forbidden: User "x" cannot list resource "pods" in API group "" in the namespace
//! "default"`
[[nodiscard]] std::string forbiddenMessage(const ApiUser &user, const ApiAction &action);

} // namespace Demo
