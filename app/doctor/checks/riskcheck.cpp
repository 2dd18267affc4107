// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/checks/riskcheck.h"

#include "app/core/text.h"
#include "app/doctor/rbac.h"
#include "app/doctor/situation.h"
#include "app/doctor/wording.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <algorithm>
#include <array>

namespace Doctor {

using Kubernetes::ResourceAttributes;
using QtSupport::HttpResponse;
using QtSupport::toStdString;

namespace {

constexpr auto kIds = std::to_array<std::string_view>(
        { "anonymous-access", "cluster-admin-equivalent", "cluster-admin-widely-bound", "lookalike-binding" });
constexpr std::string_view kRbacGroup = "rbac.authorization.k8s.io";

bool isEverybody(const RbacSubject &subject)
{
    return (subject.kind == "User" && subject.name == "system:anonymous")
            || (subject.kind == "Group" && subject.name == "system:unauthenticated");
}

bool isHarmlessForEverybody(const RbacBinding &binding)
{
    return binding.name == "system:public-info-viewer"
            || (binding.nameSpace == "kube-public" && binding.name == "kubeadm:bootstrap-signer-clusterinfo");
}

bool isOwnerOfCluster(const RbacSubject &subject)
{
    return subject.kind == "Group" && (subject.name == "system:masters" || subject.name == "kubeadm:cluster-admins");
}

std::string deletion(const RbacBinding &binding)
{
    return "kubectl delete " + std::string(binding.isCluster ? "clusterrolebinding " : "rolebinding ")
            + Core::shellQuoted(Core::singleLine(binding.name, 250))
            + (binding.nameSpace.empty() ? "" : " -n " + Core::shellQuoted(Core::singleLine(binding.nameSpace, 250)));
}

// Names that pass for a part of Kubernetes (the "RBAC buster" campaigns used these).
bool isLookalike(const RbacBinding &binding)
{
    const bool claimsSystem =
            binding.name.starts_with("system:") && !binding.isBuiltIn && !isHarmlessForEverybody(binding);
    const bool isKnown = binding.name == "cluster-system-anonymous" || binding.name == "kube-controller-manager"
            || binding.name == "kube-controller-admin";
    return (claimsSystem && binding.isCluster) || (isKnown && binding.isCluster);
}

bool isLookalike(const RbacSubject &subject)
{
    return (subject.kind == "User" && (subject.name == "cluster-admin" || subject.name == "kube-controller"))
            || (subject.kind == "ServiceAccount" && subject.nameSpace == "kube-system"
                && (subject.name == "kube-controller" || subject.name == "default"));
}

void judgeBinding(const RbacObjects &objects, const RbacBinding &binding, CheckResult &result)
{
    std::vector<std::string> admins;
    for (const RbacSubject &subject : binding.subjects) {
        const std::string who = subject.kind + ' '
                + inQuotes(subject.nameSpace.empty() ? subject.name : subject.nameSpace + "/" + subject.name);
        if (isEverybody(subject) && !isHarmlessForEverybody(binding))
            result.add(
                    { "anonymous-access",
                      Severity::Error,
                      "a binding gives rights to everybody, without any sign-in",
                      binding.shown() + " gives " + binding.roleKind + ' ' + inQuotes(binding.roleName) + " to " + who,
                      deletion(binding),
                      {} });
        else if (objects.isAllPowerful(binding) && !isOwnerOfCluster(subject))
            admins.push_back(who);
        if (isLookalike(subject) && objects.isAllPowerful(binding))
            result.add({ "lookalike-binding",
                         Severity::Warning,
                         "a binding gives all rights to a name that passes for a part of Kubernetes",
                         binding.shown() + ": " + who,
                         deletion(binding) + " (after asking who made it)",
                         {} });
    }
    if (!admins.empty())
        result.add({ "cluster-admin-widely-bound",
                     Severity::Warning,
                     "a binding gives all rights on the cluster to somebody else than its administrators' group",
                     binding.shown() + " gives ClusterRole " + inQuotes(binding.roleName) + " to " + inQuotes(admins),
                     "bind a smaller role, or: " + deletion(binding),
                     {} });
    if (isLookalike(binding) && !result.has("lookalike-binding"))
        result.add({ "lookalike-binding",
                     Severity::Warning,
                     "a binding has a name that passes for a part of Kubernetes, but Kubernetes did not make it",
                     binding.shown() + ", role " + inQuotes(binding.roleName),
                     deletion(binding) + " (after asking who made it)",
                     {} });
}

struct Right
{
    ResourceAttributes attributes;
    std::string_view text;
};

// Each of them is as good as cluster-admin.
std::vector<Right> powerfulRights()
{
    const QString rbac = QtSupport::toQString(kRbacGroup);
    return {
        { { u"*"_s, u"*"_s, u"*"_s, {}, {}, {} }, "everything" },
        { { u"create"_s, rbac, u"clusterrolebindings"_s, {}, {}, {} }, "create clusterrolebindings" },
        { { u"escalate"_s, rbac, u"clusterroles"_s, {}, {}, {} }, "escalate clusterroles" },
        { { u"impersonate"_s, {}, u"users"_s, {}, {}, {} }, "impersonate users" },
        { { u"list"_s, {}, u"secrets"_s, {}, {}, {} }, "list all secrets" },
    };
}

} // namespace

// Three things run side by side; the last one finishes.
struct RiskCheck::State
{
    QtSupport::Promise<CheckResult> promise;
    CheckResult result;
    std::vector<std::string> rights;
    int open = 0;

    void finishOne()
    {
        if (--open == 0)
            promise.finish(std::move(result));
    }
};

std::span<const std::string_view> RiskCheck::ids() const
{
    return kIds;
}

FutureCheckResult RiskCheck::run(const Situation &situation)
{
    auto state = std::make_shared<State>();
    auto future = state->promise.future();
    state->open = 3;
    readBindings(state, situation);
    askRights(state);
    probeAnonymously(state, situation);
    return future;
}

void RiskCheck::readBindings(const std::shared_ptr<State> &state, const Situation &situation)
{
    if (situation.rbac) {
        const auto rbac = situation.rbac->problem ? Core::Result<RbacObjects>(Core::fail(*situation.rbac->problem))
                                                  : readRbac(situation.rbac->text, situation.rbac->path);
        if (rbac) {
            for (const RbacBinding &binding : rbac->bindings)
                judgeBinding(*rbac, binding, state->result);
        } else {
            state->result.skip({ "cluster-admin-widely-bound", "lookalike-binding" },
                               "the file of --rbac cannot be read: " + rbac.error().message);
        }
        state->finishOne();
        return;
    }
    using Bindings = std::shared_ptr<const BindingFacts>;
    QtSupport::onFinished<Bindings>(m_network.bindings->facts(), this, [state](const Core::Result<Bindings> &facts) {
        if (facts) {
            for (const RbacBinding &binding : (*facts)->objects.bindings)
                judgeBinding((*facts)->objects, binding, state->result);
        }
        const std::string why = facts ? (*facts)->whyNotCluster : facts.error().message;
        if (!why.empty())
            state->result.skip({ "cluster-admin-widely-bound", "lookalike-binding" }, why);
        state->finishOne();
    });
}

void RiskCheck::askRights(const std::shared_ptr<State> &state)
{
    if (const auto why = m_network.apiServer->obstacle(ApiServerProbe::As::Bearer)) {
        state->result.skip("cluster-admin-equivalent", why->message);
        state->finishOne();
        return;
    }
    const auto rights = powerfulRights();
    auto open = std::make_shared<std::size_t>(rights.size());
    auto failed = std::make_shared<std::string>();
    for (const Right &right : rights) {
        QtSupport::onFinished<Kubernetes::AccessReview>(
                m_network.apiServer->mayI(right.attributes), this,
                [state, open, failed, text = right.text](const Core::Result<Kubernetes::AccessReview> &review) {
                    if (!review)
                        *failed = review.error().message;
                    else if (review->allowed)
                        state->rights.push_back(
                                std::string(text)
                                + (review->reason.isEmpty()
                                           ? ""
                                           : " (" + Core::singleLine(toStdString(review->reason), 300) + ")"));
                    if (--*open > 0)
                        return;
                    if (!state->rights.empty())
                        state->result.add({ "cluster-admin-equivalent",
                                            Severity::Info,
                                            "you hold rights that are as good as cluster-admin: whoever gets your "
                                            "token owns the cluster",
                                            inQuotes(state->rights),
                                            "ask for a smaller role for daily work",
                                            {} });
                    else if (!failed->empty())
                        state->result.skip("cluster-admin-equivalent", *failed);
                    state->finishOne();
                });
    }
}

void RiskCheck::probeAnonymously(const std::shared_ptr<State> &state, const Situation &situation)
{
    if (!situation.caller.consentsToAnonymousProbe) {
        if (!situation.rbac)
            state->result.skip("anonymous-access", "reading the cluster without a token needs your consent");
        state->finishOne();
        return;
    }
    QtSupport::onFinished<HttpResponse>(
            m_network.apiServer->read(u"/api/v1/namespaces?limit=1"_s, ApiServerProbe::As::Anonymous), this,
            [state](const Core::Result<HttpResponse> &answer) {
                if (!answer)
                    state->result.skip("anonymous-access", answer.error().message);
                else if (answer->status == 200)
                    state->result.add({ "anonymous-access",
                                        Severity::Error,
                                        "the cluster can be read by everybody, without any sign-in",
                                        "GET /api/v1/namespaces without a token: HTTP 200",
                                        "find the binding to system:anonymous or system:unauthenticated: kubectl get "
                                        "clusterrolebindings -o wide",
                                        {} });
                state->finishOne();
            });
}

} // namespace Doctor
