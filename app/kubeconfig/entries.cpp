// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/entries.h"

#include "app/core/text.h"
#include "app/kubeconfig/workspace.h"

#include "app/kubeconfig/scalar.h"
#include <algorithm>

namespace Kubeconfig {

using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

void addText(Value &map, std::string_view key, std::string_view text)
{
    if (!text.empty())
        map.members.emplace_back(key, Value::ofText(text));
}

// Adds the entry unless one of the same content is there; another content is a conflict.
Result<> addOrReuse(Workspace &workspace, Section section, std::string_view name, const Value &body)
{
    if (name.empty())
        return fail(ErrorCode::Usage, "the " + std::string(bodyKey(section)) + " has no name");
    if (const NamedItem *known = workspace.item(section, name)) {
        if (known->body ? sameMeaning(body, *known->body) : body.members.empty())
            return {};
        return fail(ErrorCode::Conflict,
                    "there is already another " + std::string(bodyKey(section)) + " named "
                            + quotedName(name),
                    "choose another name, or rename the one that is there");
    }
    const auto file = workspace.defaultFile();
    if (!file)
        return fail(file.error());
    return workspace.edit(**file,
                          [&](Editor &editor) { return editor.append(section, name, body); });
}

// What kubectl would use instead of the exec entry, without a word (exec.go: HasTokenAuth,
// HasBasicAuth, HasCertAuth), and auth-provider, which may not stand beside exec.
constexpr std::string_view kBypasses[] = {
    "token",      "tokenFile",          "username",
    "password",   "client-certificate", "client-certificate-data",
    "client-key", "client-key-data",    "auth-provider"
};

} // namespace

Value valueOf(const ExecConfig &exec)
{
    Value map = Value::ofMap({});
    addText(map, "apiVersion", exec.apiVersion);
    addText(map, "command", exec.command);
    if (!exec.args.empty())
        map.members.emplace_back("args", Value::ofTexts(exec.args));
    if (!exec.env.empty()) {
        std::vector<Value> items;
        for (const ExecConfig::EnvVar &variable : exec.env)
            items.push_back(Value::ofMap({ { "name", Value::ofText(variable.name) },
                                           { "value", Value::ofText(variable.value) } }));
        map.members.emplace_back("env", Value::ofList(std::move(items)));
    }
    addText(map, "installHint", exec.installHint);
    addText(map, "interactiveMode", exec.interactiveMode);
    // Written out: kubectl's own writer adds it, too, and the next reader need not know the
    // default.
    map.members.emplace_back("provideClusterInfo", Value::ofBoolean(exec.provideClusterInfo));
    return map;
}

Value valueOf(const Cluster &cluster)
{
    Value map = Value::ofMap({});
    addText(map, "certificate-authority", cluster.certificateAuthority);
    addText(map, "certificate-authority-data", cluster.certificateAuthorityData);
    if (cluster.insecureSkipTlsVerify)
        map.members.emplace_back("insecure-skip-tls-verify", Value::ofBoolean(true));
    addText(map, "proxy-url", cluster.proxyUrl);
    addText(map, "server", cluster.server);
    addText(map, "tls-server-name", cluster.tlsServerName);
    return map;
}

Value valueOf(const Context &context)
{
    Value map = Value::ofMap({});
    addText(map, "cluster", context.cluster);
    addText(map, "namespace", context.nameSpace);
    addText(map, "user", context.user);
    return map;
}

Result<Plan> KubeconfigStore::addEntry(const NewEntry &entry) const
{
    auto workspace = Workspace::open(m_rules, m_shared);
    if (!workspace)
        return fail(workspace.error());
    Context context = entry.context;
    if (context.cluster.empty())
        context.cluster = entry.cluster.name;
    if (context.user.empty())
        context.user = entry.userName;
    const Value user = Value::ofMap({ { "exec", valueOf(entry.exec) } });
    const std::string current = workspace->currentContext();
    for (const auto &[section, name, body] :
         { std::tuple(Section::Clusters, entry.cluster.name, valueOf(entry.cluster)),
           std::tuple(Section::Users, entry.userName, user),
           std::tuple(Section::Contexts, context.name, valueOf(context)) }) {
        if (const auto done = addOrReuse(*workspace, section, name, body); !done)
            return fail(done.error());
    }
    const bool switches = entry.makeCurrent && current != context.name;
    if (switches) {
        const auto file = workspace->defaultFile();
        if (!file)
            return fail(file.error());
        const auto done = workspace->edit(
                **file, [&](Editor &editor) { return editor.setCurrentContext(context.name); });
        if (!done)
            return fail(done.error());
    }
    return workspace->plan("Add context " + context.name);
}

Result<> setExecKeyByKey(Editor &editor, std::string_view user, const ExecConfig &exec)
{
    const Value wanted = valueOf(exec);
    for (const std::string_view key : kBypasses) {
        if (const auto removed = editor.remove(Section::Users, user, { std::string(key) });
            !removed)
            return removed;
    }
    const auto view = editor.view();
    if (!view)
        return fail(view.error());
    const Entry known = find(view->item(Section::Users, user)->body, "exec");
    if (!known.value || !known.value->isMapping())
        return editor.set(Section::Users, user, { "exec" }, wanted);
    // Key by key, so that comments and unknown keys inside the entry stay.
    std::vector<std::string> gone;
    for (const std::string_view key : { "apiVersion", "command", "args", "env", "installHint",
                                        "interactiveMode", "provideClusterInfo" }) {
        if (!wanted.member(key) && find(known.value, key).value)
            gone.emplace_back(key);
    }
    for (const auto &[key, value] : wanted.members) {
        if (const auto set = editor.set(Section::Users, user, { "exec", key }, value); !set)
            return set;
    }
    for (const std::string &key : gone) {
        if (const auto removed = editor.remove(Section::Users, user, { "exec", key }); !removed)
            return removed;
    }
    return {};
}

Result<Plan> KubeconfigStore::setExec(std::string_view user, const ExecConfig &exec) const
{
    auto workspace = Workspace::open(m_rules, m_shared);
    if (!workspace)
        return fail(workspace.error());
    Workspace::File *file = workspace->fileOf(Section::Users, user);
    if (!file)
        return fail(ErrorCode::NotFound, "there is no user " + quotedName(user),
                    "list the contexts and users with: kubectl lanyard config contexts");
    const auto done = workspace->edit(
            *file, [&](Editor &editor) { return setExecKeyByKey(editor, user, exec); });
    if (!done)
        return fail(done.error());
    return workspace->plan("Set how user " + std::string(user) + " signs in");
}

} // namespace Kubeconfig
