// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/rbac.h"

#include "app/doctor/wording.h"
#include "app/kubernetes/yamldocuments.h"

#include <algorithm>

namespace Doctor {

using Core::Json;

namespace {

const Json &at(const Json &object, std::string_view key)
{
    static const Json nothing;
    if (!object.is_object())
        return nothing;
    const auto found = object.find(key);
    return found == object.end() ? nothing : *found;
}

std::string text(const Json &object, std::string_view key)
{
    return object.is_object() ? Core::jsonString(object, key).value_or("") : std::string();
}

bool hasStar(const Json &rule, std::string_view key)
{
    const auto values = rule.is_object() ? Core::jsonStrings(rule, key) : std::vector<std::string>();
    return std::find(values.begin(), values.end(), "*") != values.end();
}

RbacBinding bindingOf(const Json &object, bool isCluster)
{
    const Json &meta = at(object, "metadata");
    RbacBinding binding;
    binding.isCluster = isCluster;
    binding.name = text(meta, "name");
    binding.nameSpace = text(meta, "namespace");
    binding.isBuiltIn = text(at(meta, "labels"), "kubernetes.io/bootstrapping") == "rbac-defaults";
    binding.roleKind = text(at(object, "roleRef"), "kind");
    binding.roleName = text(at(object, "roleRef"), "name");
    const Json &subjects = at(object, "subjects");
    if (subjects.is_array()) {
        for (const Json &subject : subjects)
            binding.subjects.push_back({ text(subject, "kind"), text(subject, "name"), text(subject, "namespace") });
    }
    return binding;
}

} // namespace

std::string RbacBinding::shown() const
{
    return std::string(isCluster ? "ClusterRoleBinding " : "RoleBinding ")
            + inQuotes(nameSpace.empty() ? name : nameSpace + "/" + name);
}

bool RbacObjects::isAllPowerful(const RbacBinding &binding) const
{
    return binding.isCluster
            && std::find(allPowerfulRoles.begin(), allPowerfulRoles.end(), binding.roleName) != allPowerfulRoles.end();
}

void addRbacObject(RbacObjects &objects, const Json &object, std::string_view kindOfItems)
{
    const std::string kind = kindOfItems.empty() ? text(object, "kind") : std::string(kindOfItems);
    const Json &items = at(object, "items");
    if (kindOfItems.empty() && items.is_array()) {
        const bool isTyped = kind != "List" && kind.ends_with("List");
        for (const Json &item : items)
            addRbacObject(objects, item,
                          isTyped ? std::string_view(kind).substr(0, kind.size() - 4) : std::string_view());
        return;
    }
    if (kind == "RoleBinding" || kind == "ClusterRoleBinding") {
        objects.bindings.push_back(bindingOf(object, kind == "ClusterRoleBinding"));
    } else if (kind == "ClusterRole") {
        const Json &rules = at(object, "rules");
        const bool isAll =
                rules.is_array() && std::any_of(rules.begin(), rules.end(), [](const Json &rule) {
                    return hasStar(rule, "verbs") && hasStar(rule, "apiGroups") && hasStar(rule, "resources");
                });
        if (isAll)
            objects.allPowerfulRoles.push_back(text(at(object, "metadata"), "name"));
    }
}

bool isSameButPrefix(const std::string &one, const std::string &other)
{
    const auto endsWith = [](const std::string &longer, const std::string &shorter) {
        if (shorter.empty() || longer.size() <= shorter.size() || !longer.ends_with(shorter))
            return false;
        const char before = longer[longer.size() - shorter.size() - 1];
        return before == ':' || before == '/' || before == '#' || before == '-' || before == '_';
    };
    return endsWith(one, other) || endsWith(other, one);
}

Core::Result<RbacObjects> readRbac(const std::string &manifest, std::string_view name)
{
    const auto documents = Kubernetes::yamlDocuments(manifest, name);
    if (!documents)
        return Core::fail(documents.error());
    RbacObjects objects;
    for (const auto &document : *documents)
        addRbacObject(objects, document.tree);
    return objects;
}

} // namespace Doctor
