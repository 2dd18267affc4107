// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/democluster.h"

#include "app/core/timestamp.h"

#include <algorithm>

namespace Demo {

using Core::Json;

namespace {

Json metadata(std::string_view name, std::string_view nameSpace,
              std::chrono::system_clock::time_point created)
{
    Json data = { { "name", name },
                  { "uid", "demo-" + std::string(nameSpace) + '-' + std::string(name) },
                  { "resourceVersion", "1" },
                  { "creationTimestamp", Core::toRfc3339(created) } };
    if (!nameSpace.empty())
        data["namespace"] = nameSpace;
    return data;
}

struct PodLine
{
    std::string_view nameSpace, name, image;
    int restarts;
};

constexpr PodLine kPods[] = {
    { "security", "vault-0", "vault:1.18", 0 },
    { "security", "policy-engine-6d9f7c5b8-x2lkq", "policy-engine:4.2", 1 },
    { "security", "cert-watcher-5c8d94bd7-9wq4t", "cert-watcher:0.9", 0 },
    { "payments", "checkout-7f6b8d9c4-hn5zr", "checkout:2.31", 0 },
    { "payments", "ledger-0", "ledger:8.0", 3 },
};
constexpr std::string_view kNamespaces[] = { "default", "kube-system", "payments", "security" };

Json pod(const PodLine &line, std::chrono::system_clock::time_point started)
{
    const auto created = started - std::chrono::hours(3);
    const Json container = { { "name", "main" }, { "image", line.image } };
    const Json state = { { "name", "main" },
                         { "ready", true },
                         { "restartCount", line.restarts },
                         { "image", line.image },
                         { "imageID", "" },
                         { "state",
                           { { "running", { { "startedAt", Core::toRfc3339(created) } } } } } };
    return {
        { "apiVersion", "v1" },
        { "kind", "Pod" },
        { "metadata", metadata(line.name, line.nameSpace, created) },
        { "spec", { { "nodeName", "demo-node" }, { "containers", Json::array({ container }) } } },
        { "status", { { "phase", "Running" }, { "containerStatuses", Json::array({ state }) } } }
    };
}

Json resourceEntry(std::string_view name, std::string_view kind, std::string_view shortName,
                   bool isNamespaced, const Json &verbs)
{
    Json entry = { { "name", name },
                   { "singularName", "" },
                   { "namespaced", isNamespaced },
                   { "kind", kind },
                   { "verbs", verbs } };
    if (!shortName.empty())
        entry["shortNames"] = Json::array({ shortName });
    return entry;
}

Json group(const char *name)
{
    const Json version = { { "groupVersion", std::string(name) + "/v1" }, { "version", "v1" } };
    return { { "name", name },
             { "versions", Json::array({ version }) },
             { "preferredVersion", version } };
}

// As kubectl tells ages: 45s, 12m, 3h, 2d.
std::string age(std::string_view created, std::chrono::system_clock::time_point now)
{
    const auto time = Core::fromRfc3339(created);
    if (!time)
        return "<unknown>";
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - *time).count();
    if (seconds < 120)
        return std::to_string(std::max<std::int64_t>(seconds, 0)) + 's';
    if (seconds < 3 * 3600)
        return std::to_string(seconds / 60) + 'm';
    return seconds < 48 * 3600 ? std::to_string(seconds / 3600) + 'h'
                               : std::to_string(seconds / 86400) + 'd';
}

Json column(std::string_view name, std::string_view type = "string")
{
    return { { "name", name },
             { "type", type },
             { "format", name == "Name" ? "name" : "" },
             { "description", "" },
             { "priority", 0 } };
}

} // namespace

const std::vector<ResourceKind> &resourceKinds()
{
    static const std::vector<ResourceKind> kinds{
        { "namespaces", "Namespace", "ns", false }, { "pods", "Pod", "po", true },
        { "services", "Service", "svc", true },     { "configmaps", "ConfigMap", "cm", true },
        { "secrets", "Secret", "", true },          { "nodes", "Node", "no", false },
    };
    return kinds;
}

const ResourceKind *findResourceKind(std::string_view resource)
{
    const auto &kinds = resourceKinds();
    const auto found =
            std::find_if(kinds.begin(), kinds.end(), [resource](const ResourceKind &kind) {
                return kind.resource == resource;
            });
    return found == kinds.end() ? nullptr : &*found;
}

Json apiVersions()
{
    return { { "kind", "APIVersions" },
             { "versions", Json::array({ "v1" }) },
             { "serverAddressByClientCIDRs", Json::array() } };
}

Json apiGroups()
{
    return { { "kind", "APIGroupList" },
             { "apiVersion", "v1" },
             { "groups",
               Json::array({ group("authentication.k8s.io"), group("authorization.k8s.io") }) } };
}

std::optional<Json> apiResources(std::string_view groupVersion)
{
    Json resources = Json::array();
    const Json create = Json::array({ "create" });
    if (groupVersion == "v1") {
        for (const ResourceKind &kind : resourceKinds())
            resources.push_back(resourceEntry(kind.resource, kind.kind, kind.shortName,
                                              kind.isNamespaced, Json::array({ "get", "list" })));
    } else if (groupVersion == "authentication.k8s.io/v1") {
        resources.push_back(
                resourceEntry("selfsubjectreviews", "SelfSubjectReview", "", false, create));
    } else if (groupVersion == "authorization.k8s.io/v1") {
        resources.push_back(resourceEntry("selfsubjectaccessreviews", "SelfSubjectAccessReview", "",
                                          false, create));
        resources.push_back(resourceEntry("selfsubjectrulesreviews", "SelfSubjectRulesReview", "",
                                          false, create));
    } else {
        return std::nullopt;
    }
    return Json{ { "kind", "APIResourceList" },
                 { "apiVersion", "v1" },
                 { "groupVersion", groupVersion },
                 { "resources", resources } };
}

Json serverVersion()
{
    return { { "major", "1" },    { "minor", "34" },      { "gitVersion", "v1.34.0+lanyard-demo" },
             { "gitCommit", "" }, { "gitTreeState", "" }, { "buildDate", "1970-01-01T00:00:00Z" },
             { "goVersion", "" }, { "compiler", "" },     { "platform", "linux/amd64" } };
}

std::vector<Json> objectsOf(std::string_view resource, std::string_view nameSpace,
                            std::chrono::system_clock::time_point started)
{
    std::vector<Json> objects;
    if (resource == "pods") {
        for (const PodLine &line : kPods) {
            if (nameSpace.empty() || nameSpace == line.nameSpace)
                objects.push_back(pod(line, started));
        }
    } else if (resource == "namespaces") {
        for (const std::string_view name : kNamespaces) {
            objects.push_back(
                    { { "apiVersion", "v1" },
                      { "kind", "Namespace" },
                      { "metadata", metadata(name, {}, started - std::chrono::hours(72)) },
                      { "status", { { "phase", "Active" } } } });
        }
    }
    return objects;
}

Json listOf(const ResourceKind &kind, std::vector<Json> objects)
{
    return { { "apiVersion", "v1" },
             { "kind", std::string(kind.kind) + "List" },
             { "metadata", { { "resourceVersion", "1" } } },
             { "items", std::move(objects) } };
}

Json tableOf(const ResourceKind &kind, const std::vector<Json> &objects,
             std::chrono::system_clock::time_point now)
{
    const bool isPod = kind.resource == "pods";
    const bool isNamespace = kind.resource == "namespaces";
    Json columns = Json::array({ column("Name") });
    if (isPod) {
        columns.push_back(column("Ready"));
        columns.push_back(column("Status"));
        columns.push_back(column("Restarts", "integer"));
    } else if (isNamespace) {
        columns.push_back(column("Status"));
    }
    columns.push_back(column("Age"));
    Json rows = Json::array();
    for (const Json &object : objects) {
        const Json &meta = object["metadata"];
        Json cells = Json::array({ meta["name"] });
        if (isPod) {
            cells.push_back("1/1");
            cells.push_back("Running");
            cells.push_back(object["status"]["containerStatuses"][0]["restartCount"]);
        } else if (isNamespace) {
            cells.push_back("Active");
        }
        cells.push_back(
                age(Core::jsonString(meta, "creationTimestamp").value_or(std::string()), now));
        const Json partial = { { "kind", "PartialObjectMetadata" },
                               { "apiVersion", "meta.k8s.io/v1" },
                               { "metadata", meta } };
        rows.push_back({ { "cells", cells }, { "object", partial } });
    }
    return { { "kind", "Table" },
             { "apiVersion", "meta.k8s.io/v1" },
             { "metadata", { { "resourceVersion", "1" } } },
             { "columnDefinitions", columns },
             { "rows", rows } };
}

} // namespace Demo
