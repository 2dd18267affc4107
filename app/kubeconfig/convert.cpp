// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/convert.h"

#include "app/core/text.h"
#include "app/kubeconfig/entries.h"
#include "app/kubeconfig/scalar.h"
#include "app/kubeconfig/workspace.h"

#include <algorithm>

namespace Kubeconfig {

using Core::ErrorCode;
using Core::fail;
using Core::Result;
using Settings = std::map<std::string, std::string>;

namespace {

// client-go/plugin/pkg/client/auth/oidc: what its config keys are as flags of get-token.
constexpr std::pair<std::string_view, std::string_view> kWords[] = {
    { "idp-issuer-url", "--oidc-issuer-url" },
    { "client-id", "--oidc-client-id" },
    { "client-secret", "--oidc-client-secret" },
    { "idp-certificate-authority", "--certificate-authority" },
    { "idp-certificate-authority-data", "--certificate-authority-data" },
    { "extra-scopes", "--oidc-extra-scope" },
};

// Ours alone: kubelogin would refuse them, and no provider setting says the same.
constexpr std::string_view kOurFlags[] = { "--login", "--session", "--account", "--max-auth-age",
                                           "--acr-values" };

std::string_view flagName(std::string_view flag)
{
    return flag.substr(0, flag.find('='));
}

bool isSwitch(std::string_view name)
{
    return name == "--oidc-use-pkce" || name == "--force-refresh" || name == "--skip-open-browser"
            || name == "--oidc-use-access-token" || name == "--insecure-skip-tls-verify"
            || name == "--all" || name == "--force";
}

// "--flag", "value" as one word, so that flags can be looked at one by one.
std::vector<std::string> joined(std::span<const std::string> words)
{
    std::vector<std::string> flags;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string &word = words[i];
        const bool takesNext = word.starts_with("--") && word.find('=') == std::string::npos
                && !isSwitch(word) && i + 1 < words.size() && !words[i + 1].starts_with("-");
        flags.push_back(takesNext ? word + "=" + words[++i] : word);
    }
    return flags;
}

std::string_view baseName(std::string_view command)
{
    return command.substr(command.find_last_of('/') + 1); // npos + 1 is 0
}

Settings settingsOf(const Node &provider)
{
    Settings settings;
    const Node *config = find(&provider, "config").value;
    if (!config || !config->isMapping())
        return settings;
    for (const Entry &entry : entries(*config))
        settings.emplace(entry.key, entry.value->isScalar() ? entry.value->value : "");
    return settings;
}

std::optional<Result<SignIn>> signInOfUser(const NamedItem &user)
{
    const Entry exec = find(user.body, "exec");
    if (exec.value && exec.value->isMapping()) {
        auto known = Kubeconfig::signInOf(execFrom(*exec.value));
        return known ? std::optional(Result<SignIn>(std::move(*known))) : std::nullopt;
    }
    const Entry provider = find(user.body, "auth-provider");
    if (provider.value && textAt(provider.value, "name") == "oidc")
        return signInOf(settingsOf(*provider.value));
    return std::nullopt;
}

Result<> setProvider(Editor &editor, const std::string &user, const Settings &settings)
{
    if (const auto gone = editor.remove(Section::Users, user, { "exec" }); !gone)
        return gone;
    Value config = Value::ofMap({});
    for (const auto &[key, value] : settings)
        config.setMember(key, Value::ofText(value));
    return editor.set(Section::Users, user, { "auth-provider" },
                      Value::ofMap({ { "config", std::move(config) },
                                     { "name", Value::ofText("oidc") } }));
}

class Converter
{
public:
    Converter(Workspace &workspace, SignInForm to, const FlagCheck &check)
        : m_workspace(workspace)
        , m_to(to)
        , m_check(check)
    {
    }
    //! True if the user was one of the other forms.
    Result<bool> convert(const std::string &user);
    std::vector<std::string> takeWarnings() { return std::move(m_warnings); }

private:
    Workspace &m_workspace;
    SignInForm m_to;
    const FlagCheck &m_check;
    std::vector<std::string> m_warnings;
};

Result<bool> Converter::convert(const std::string &user)
{
    Workspace::File *file = m_workspace.fileOf(Section::Users, user);
    if (!file)
        return fail(ErrorCode::NotFound, "there is no user " + quotedName(user),
                    "list the contexts and users with: kubectl lanyard config contexts");
    const auto signIn = signInOfUser(*file->view.item(Section::Users, user));
    if (!signIn || (*signIn && (*signIn)->form == m_to))
        return false;
    if (!*signIn)
        return fail((*signIn).error().code, "user " + quotedName(user) + ": " + (*signIn).error().message,
                    (*signIn).error().fix);
    const SignIn &found = **signIn;
    if (m_to == SignInForm::Lanyard) {
        if (const auto fine = m_check(found.flags); !fine)
            return fail(fine.error().code, "user " + quotedName(user) + ": " + fine.error().message,
                        fine.error().fix);
    }
    Settings settings;
    if (m_to == SignInForm::AuthProvider) {
        auto made = providerFor(found.flags);
        if (!made)
            return fail(made.error().code, "user " + quotedName(user) + ": " + made.error().message,
                        made.error().fix);
        settings = std::move(*made);
    }
    if (found.hasTokens)
        m_warnings.push_back("the tokens of user " + quotedName(user)
                             + " are taken out of the file; sign in once with: kubectl lanyard login");
    const auto done = m_workspace.edit(*file, [&](Editor &editor) {
        return m_to == SignInForm::AuthProvider
                ? setProvider(editor, user, settings)
                : setExecKeyByKey(editor, user, execFor(m_to, found.flags));
    });
    if (!done)
        return fail(done.error());
    return true;
}

std::vector<std::string> allUsers(const Workspace &workspace)
{
    std::vector<std::string> users;
    for (const Workspace::File &file : workspace.files()) {
        for (const NamedItem &item : file.view.items(Section::Users)) {
            if (std::find(users.begin(), users.end(), item.name) == users.end())
                users.emplace_back(item.name);
        }
    }
    return users;
}

} // namespace

std::optional<SignIn> signInOf(const ExecConfig &exec)
{
    std::span<const std::string> words(exec.args);
    const std::string_view command = baseName(exec.command);
    SignIn found;
    if (command == "kubectl-lanyard") {
        found.form = SignInForm::Lanyard;
    } else if (command == "kubelogin" || command == "kubectl-oidc_login") {
        found.form = SignInForm::Kubelogin;
    } else if (command == "kubectl" && !words.empty()
               && (words.front() == "oidc-login" || words.front() == "lanyard")) {
        found.form = words.front() == "lanyard" ? SignInForm::Lanyard : SignInForm::Kubelogin;
        words = words.subspan(1);
    } else {
        return std::nullopt;
    }
    if (words.empty() || words.front() != "get-token")
        return std::nullopt; // Azure's program has kubelogin's name and other flags
    found.flags = joined(words.subspan(1));
    const bool named = std::any_of(found.flags.begin(), found.flags.end(), [](const auto &flag) {
        return flagName(flag) == "--oidc-issuer-url";
    });
    return named ? std::optional(std::move(found)) : std::nullopt;
}

Result<SignIn> signInOf(const Settings &provider)
{
    SignIn found;
    found.form = SignInForm::AuthProvider;
    for (const auto &[key, flag] : kWords) {
        const auto setting = provider.find(std::string(key));
        if (setting != provider.end() && !setting->second.empty())
            found.flags.push_back(std::string(flag) + "=" + setting->second);
    }
    for (const char *needed : { "idp-issuer-url", "client-id" }) {
        const auto setting = provider.find(needed);
        if (setting == provider.end() || setting->second.empty())
            return fail(ErrorCode::Refused,
                        "the auth-provider has no " + std::string(needed),
                        "write the entry anew: kubectl lanyard config set-exec USER "
                        "--oidc-issuer-url URL --oidc-client-id ID");
    }
    found.hasTokens = provider.contains("id-token") || provider.contains("refresh-token");
    return found;
}

ExecConfig execFor(SignInForm form, const std::vector<std::string> &flags)
{
    ExecConfig exec;
    exec.apiVersion = "client.authentication.k8s.io/v1";
    if (form == SignInForm::Kubelogin) {
        exec.command = "kubectl";
        exec.args = { "oidc-login", "get-token" };
        exec.interactiveMode = "IfAvailable";
    } else {
        exec.command = "kubectl-lanyard";
        exec.args = { "get-token" };
        exec.interactiveMode = "Never"; // our sign-in is in the browser or the window
    }
    for (const std::string &flag : flags) {
        const bool ours = std::find(std::begin(kOurFlags), std::end(kOurFlags), flagName(flag))
                != std::end(kOurFlags);
        if (form == SignInForm::Lanyard || !ours)
            exec.args.push_back(flag);
    }
    return exec;
}

Result<Settings> providerFor(const std::vector<std::string> &flags)
{
    Settings settings;
    for (const std::string &flag : flags) {
        const std::string_view name = flagName(flag);
        const auto known = std::find_if(std::begin(kWords), std::end(kWords),
                                        [&](const auto &word) { return word.second == name; });
        if (known != std::end(kWords)) {
            const std::string value = flag.substr(std::min(name.size() + 1, flag.size()));
            std::string &setting = settings[std::string(known->first)];
            setting += (setting.empty() ? "" : ",") + value;
        } else if (std::find(std::begin(kOurFlags), std::end(kOurFlags), name)
                   == std::end(kOurFlags)) {
            return fail(ErrorCode::Refused,
                        "an auth-provider has no setting for " + Core::singleLine(name, 80),
                        "remove that flag first, or convert to kubelogin instead");
        }
    }
    return settings;
}

Result<Plan> planConvert(const LoadingRules &rules, std::span<const std::string> users,
                         SignInForm to, const FlagCheck &check)
{
    auto workspace = Workspace::open(rules);
    if (!workspace)
        return fail(workspace.error());
    Converter converter(*workspace, to, check);
    const auto names = users.empty() ? allUsers(*workspace)
                                     : std::vector<std::string>(users.begin(), users.end());
    std::size_t converted = 0;
    for (const std::string &user : names) {
        const auto done = converter.convert(user);
        if (!done)
            return fail(done.error());
        converted += *done ? 1U : 0U;
    }
    Plan plan = workspace->plan(converted == 1 && names.size() == 1
                                        ? "Convert how user " + names.front() + " signs in"
                                        : "Convert how " + std::to_string(converted)
                                                + " users sign in");
    plan.warnings = converter.takeWarnings();
    return plan;
}

} // namespace Kubeconfig
