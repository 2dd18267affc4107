// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/grant.h"

#include "app/core/json.h"
#include "app/core/text.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace Kubernetes {

using Core::ErrorCode;
using QtSupport::toQString;
using QtSupport::toStdString;

namespace {

constexpr qsizetype kMaxReason = 4096;

struct KnownResource
{
    const char *resource, *group, *shortName;
    bool isNamespaced;
};

// `kubectl api-resources` of a plain 1.34.
constexpr KnownResource kKnown[] = {
    { "pods", "", "po", true },
    { "services", "", "svc", true },
    { "configmaps", "", "cm", true },
    { "secrets", "", "", true },
    { "serviceaccounts", "", "sa", true },
    { "events", "", "ev", true },
    { "endpoints", "", "ep", true },
    { "limitranges", "", "limits", true },
    { "resourcequotas", "", "quota", true },
    { "replicationcontrollers", "", "rc", true },
    { "podtemplates", "", "", true },
    { "persistentvolumeclaims", "", "pvc", true },
    { "persistentvolumes", "", "pv", false },
    { "namespaces", "", "ns", false },
    { "nodes", "", "no", false },
    { "componentstatuses", "", "cs", false },
    { "users", "", "", false },
    { "groups", "", "", false },
    { "deployments", "apps", "deploy", true },
    { "statefulsets", "apps", "sts", true },
    { "daemonsets", "apps", "ds", true },
    { "replicasets", "apps", "rs", true },
    { "controllerrevisions", "apps", "", true },
    { "jobs", "batch", "", true },
    { "cronjobs", "batch", "cj", true },
    { "horizontalpodautoscalers", "autoscaling", "hpa", true },
    { "ingresses", "networking.k8s.io", "ing", true },
    { "networkpolicies", "networking.k8s.io", "netpol", true },
    { "ingressclasses", "networking.k8s.io", "", false },
    { "poddisruptionbudgets", "policy", "pdb", true },
    { "endpointslices", "discovery.k8s.io", "", true },
    { "leases", "coordination.k8s.io", "", true },
    { "roles", "rbac.authorization.k8s.io", "", true },
    { "rolebindings", "rbac.authorization.k8s.io", "", true },
    { "clusterroles", "rbac.authorization.k8s.io", "", false },
    { "clusterrolebindings", "rbac.authorization.k8s.io", "", false },
    { "storageclasses", "storage.k8s.io", "sc", false },
    { "csidrivers", "storage.k8s.io", "", false },
    { "csinodes", "storage.k8s.io", "", false },
    { "volumeattachments", "storage.k8s.io", "", false },
    { "priorityclasses", "scheduling.k8s.io", "pc", false },
    { "runtimeclasses", "node.k8s.io", "", false },
    { "customresourcedefinitions", "apiextensions.k8s.io", "crd", false },
    { "apiservices", "apiregistration.k8s.io", "", false },
    { "mutatingwebhookconfigurations", "admissionregistration.k8s.io", "", false },
    { "validatingwebhookconfigurations", "admissionregistration.k8s.io", "", false },
    { "certificatesigningrequests", "certificates.k8s.io", "csr", false },
    { "flowschemas", "flowcontrol.apiserver.k8s.io", "", false },
};

const KnownResource *findKnown(const QString &name, const std::optional<QString> &group)
{
    const std::string text = toStdString(name);
    const auto found = std::find_if(std::begin(kKnown), std::end(kKnown), [&](const KnownResource &known) {
        const std::string_view plural = known.resource;
        // kubectl takes the singular, too: pod, ingress, networkpolicy.
        const bool isSingular = text + "s" == plural || text + "es" == plural
                || (text.ends_with('y') && text.substr(0, text.size() - 1) + "ies" == plural);
        const bool isShort = known.shortName[0] != '\0' && text == known.shortName;
        return (text == plural || isSingular || isShort) && (!group || *group == QLatin1String(known.group));
    });
    return found == std::end(kKnown) ? nullptr : &*found;
}

//! strconv.Quote
QString unquoted(const QString &text)
{
    const auto value = Core::parseJson(toStdString(u'"' + text + u'"'), { 4096, 2, 4 });
    return value && value->is_string() ? toQString(value->get<std::string>()) : text;
}

// A JSON text in quotes is a YAML one, whatever is in it.
QString yamlText(const QString &text)
{
    return toQString(Core::dumpJson(Core::singleLine(toStdString(text), 500)));
}

QString roleName(const ResourceAttributes &what)
{
    QString name = u"lanyard-%1-%2"_s.arg(what.verb, what.resource).toLower();
    name.replace(u'*', "all"_L1);
    static const QRegularExpression notAllowed(u"[^a-z0-9-]+"_s);
    return name.replace(notAllowed, u"-"_s).left(60);
}

} // namespace

std::optional<Grant> grantOf(const QString &reason)
{
    static const QRegularExpression form(
            QStringLiteral("^RBAC: allowed by (RoleBinding|ClusterRoleBinding) \"((?:[^\"\\\\]|\\\\.)*)\" of "
                           "(Role|ClusterRole) \"((?:[^\"\\\\]|\\\\.)*)\" to (\\w+) \"((?:[^\"\\\\]|\\\\.)*)\"$"));
    if (reason.size() > kMaxReason)
        return std::nullopt;
    const auto match = form.match(reason);
    if (!match.hasMatch())
        return std::nullopt;
    Grant grant { match.captured(1), unquoted(match.captured(2)), {},
                  match.captured(3), unquoted(match.captured(4)),
                  match.captured(5), unquoted(match.captured(6)) };
    if (grant.bindingKind == "RoleBinding"_L1) {
        const qsizetype slash = grant.binding.lastIndexOf(u'/');
        grant.nameSpace = grant.binding.mid(slash + 1);
        grant.binding.truncate(qMax<qsizetype>(slash, 0));
    }
    return grant;
}

QString ResourceName::shown() const
{
    return resource + (group.isEmpty() ? QString() : u'.' + group)
            + (subresource.isEmpty() ? QString() : u'/' + subresource);
}

Core::Result<ResourceName> parseResource(const QString &text)
{
    static const QRegularExpression form(u"^(\\*|[a-z0-9]+)(?:\\.([a-z0-9.-]+|\\*))?(?:/([a-z0-9*]+))?$"_s);
    const auto match = form.match(text.trimmed().toLower());
    if (text.size() > 500 || !match.hasMatch())
        return Core::fail(ErrorCode::Usage, "this is no name of a resource",
                          "write it as for kubectl: pods, deployments.apps, pods/log");
    ResourceName name { match.captured(2), match.captured(1), match.captured(3) };
    const auto group = match.hasCaptured(2) ? std::optional(name.group) : std::nullopt;
    if (const KnownResource *known = findKnown(name.resource, group)) {
        name.resource = QLatin1String(known->resource);
        name.group = QLatin1String(known->group);
        name.isNamespaced = known->isNamespaced;
        name.isKnown = true;
    }
    if (name.resource == u'*') {
        name.group = group.value_or(u"*"_s);
        name.isKnown = true;
    }
    return name;
}

QStringList knownResources()
{
    QStringList names;
    for (const KnownResource &known : kKnown)
        names.append(ResourceName { QLatin1String(known.group), QLatin1String(known.resource), {} }.shown());
    names.append({ u"pods/log"_s, u"pods/exec"_s, u"pods/portforward"_s, u"deployments.apps/scale"_s });
    return names;
}

QString grantYaml(const ResourceAttributes &what, const Subject &subject)
{
    const QString prefix = what.nameSpace.isEmpty() ? u"Cluster"_s : QString();
    const QString name = roleName(what);
    const QString meta = u"metadata:\n  name: "_s + name + u'\n'
            + (what.nameSpace.isEmpty() ? QString() : u"  namespace: "_s + yamlText(what.nameSpace) + u'\n');
    const QString resource = what.subresource.isEmpty() ? what.resource : what.resource + u'/' + what.subresource;
    QString yaml = u"apiVersion: rbac.authorization.k8s.io/v1\nkind: "_s + prefix + u"Role\n"_s + meta
            + u"rules:\n- apiGroups: ["_s + yamlText(what.group) + u"]\n  resources: ["_s + yamlText(resource)
            + u"]\n  verbs: ["_s + yamlText(what.verb) + u"]\n"_s;
    // A create request has no name yet that a rule could look at.
    if (!what.name.isEmpty() && what.verb != "create"_L1 && what.verb != "deletecollection"_L1)
        yaml += u"  resourceNames: ["_s + yamlText(what.name) + u"]\n"_s;
    yaml += u"---\napiVersion: rbac.authorization.k8s.io/v1\nkind: "_s + prefix + u"RoleBinding\n"_s + meta
            + u"roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: "_s + prefix + u"Role\n  name: "_s + name
            + u"\nsubjects:\n- apiGroup: rbac.authorization.k8s.io\n  kind: "_s + subject.kind + u"\n  name: "_s
            + yamlText(subject.name) + u'\n';
    return yaml;
}

QList<Subject> bindableSubjects(const UserInfo &user)
{
    QList<Subject> subjects;
    for (const QString &group : user.groups) {
        if (!group.startsWith("system:"_L1))
            subjects.append({ u"Group"_s, group });
    }
    if (!user.username.isEmpty())
        subjects.append({ u"User"_s, user.username });
    return subjects;
}

} // namespace Kubernetes
