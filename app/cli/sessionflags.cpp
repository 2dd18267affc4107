// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/sessionflags.h"

#include "app/cli/base64.h"
#include "app/cli/flags.h"
#include "app/core/atomicfile.h"
#include "app/core/text.h"

#include <charconv>
#include <unistd.h>

namespace Cli {

using Core::ErrorCode;
using Core::fail;
using Core::Json;
using Core::Result;

namespace {

constexpr std::size_t kMaxAuthorities = 190 * 1024; // a request frame is 256 KiB
constexpr std::string_view kServerFlag =
        "it is a flag of kube-apiserver, not of a login plugin, whatever some articles show";

std::vector<Flag> swallowedFlags()
{
    return {
        // Our cache is the keychain; there is no folder to choose.
        { "token-cache-dir", Swallowed() },
        { "token-cache-storage", Swallowed() },
        { "oidc-pkce-method", Swallowed() }, // always S256
        { "oidc-use-pkce", SwallowedSwitch() },
        { "tls-renegotiation-once", SwallowedSwitch() },
        { "tls-renegotiation-freely", SwallowedSwitch() },
        { "open-url-after-authentication", Swallowed() },
        // klog
        { "add_dir_header", SwallowedSwitch() },
        { "alsologtostderr", SwallowedSwitch() },
        { "log_backtrace_at", Swallowed() },
        { "log_dir", Swallowed() },
        { "log_file", Swallowed() },
        { "log_file_max_size", Swallowed() },
        { "logtostderr", SwallowedSwitch() },
        { "one_output", SwallowedSwitch() },
        { "skip_headers", SwallowedSwitch() },
        { "skip_log_headers", SwallowedSwitch() },
        { "stderrthreshold", Swallowed() },
        { "legacy_stderr_threshold_behavior", SwallowedSwitch() },
        { "v", Swallowed(), 'v' },
        { "vmodule", Swallowed() },
        // Articles show these as arguments of the plugin; entries copied from there must work.
        { "oidc-username-claim", Warned { kServerFlag } },
        { "oidc-groups-claim", Warned { kServerFlag } },
        { "oidc-username-prefix", Warned { kServerFlag } },
        { "oidc-groups-prefix", Warned { kServerFlag } },
        { "oidc-required-claim", Warned { kServerFlag } },
        { "oidc-ca-file", Warned { kServerFlag } },
        { "oidc-request-header", Warned { "Lanyard sends no extra headers to the provider" } },
    };
}

std::vector<Flag> unsupportedFlags()
{
    constexpr std::string_view kNoPassword = "Lanyard does not take passwords, the browser does";
    return {
        { "username", Unsupported { kNoPassword, "remove it and sign in by the browser" } },
        { "password", Unsupported { kNoPassword, "remove it and sign in by the browser" } },
        { "insecure-skip-tls-verify",
          Unsupported { "certificates are always checked", "give the provider's CA with --certificate-authority", true } },
        { "oidc-use-access-token",
          Unsupported { "access tokens are not made for Kubernetes", "remove it: the ID token is used", true } },
        { "local-server-cert", Unsupported { "the redirect address is http on this machine", "remove it" } },
        { "local-server-key", Unsupported { "the redirect address is http on this machine", "remove it" } },
    };
}

std::vector<Flag> flagTable(SessionFlags &flags, std::string &grantType, std::string &listenPort)
{
    std::vector<Flag> table = {
        { "oidc-issuer-url", &flags.issuer },
        { "oidc-client-id", &flags.clientId },
        { "oidc-client-secret", &flags.clientSecret },
        { "oidc-redirect-url", &flags.redirectUrl },
        { "oidc-extra-scope", TextList { &flags.extraScopes } },
        { "oidc-trusted-audience", TextList { &flags.trustedAudiences } },
        { "oidc-auth-request-extra-params", &flags.authParameters },
        { "certificate-authority", RepeatedText { &flags.authorityFiles } },
        { "certificate-authority-data", RepeatedText { &flags.authorityData } },
        { "grant-type", &grantType },
        { "listen-address", TextList { &flags.listenAddresses } },
        { "listen-port", &listenPort },
        { "skip-open-browser", &flags.skipOpenBrowser },
        { "browser-command", &flags.browserCommand },
        { "authentication-timeout-sec", &flags.timeoutSeconds },
        { "force-refresh", &flags.forceRefresh },
        { "login", &flags.login },
        { "session", &flags.session },
        { "account", &flags.account },
        { "max-auth-age", &flags.maxAuthAge },
        { "acr-values", &flags.acrValues },
        { "force", &flags.force },
        { "device", &flags.device },
        { "context", &flags.context },
        { "kubeconfig", &flags.kubeconfig },
        { "output", &flags.output, 'o' },
        { "all", &flags.all },
        { "local-only", &flags.localOnly },
        { "help", &flags.help, 'h' },
    };
    for (auto &more : { swallowedFlags(), unsupportedFlags() })
        table.insert(table.end(), more.begin(), more.end());
    return table;
}

Result<> readGrantType(const std::string &grantType, bool &device)
{
    device = device || grantType == "device-code";
    if (grantType.empty() || grantType == "auto" || grantType == "authcode" || grantType == "device-code")
        return {};
    for (const std::string_view known : { "authcode-keyboard", "password", "client-credentials" }) {
        if (grantType == known)
            return fail(ErrorCode::Usage, "--grant-type=" + grantType + " is not supported",
                        "use --grant-type=authcode, which signs in by the browser, or device-code");
    }
    return fail(ErrorCode::Usage, "--grant-type knows auto, authcode and device-code, not \"" + Core::singleLine(grantType, 40) + "\"");
}

Result<int> portOf(const std::string &address)
{
    const std::size_t colon = address.rfind(':');
    const std::string text = colon == std::string::npos ? address : address.substr(colon + 1);
    int port = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size() || port < 0 || port > 65535)
        return fail(ErrorCode::Usage, "--listen-address needs HOST:PORT, not \"" + Core::singleLine(address, 80) + "\"");
    return port;
}

struct Redirect
{
    std::string host, path;
    std::vector<int> ports;
};

// http://HOST[:PORT][/PATH]
Result<> readRedirectUrl(const std::string &url, Redirect &redirect)
{
    constexpr std::string_view kScheme = "http://";
    const auto refused = [&] {
        return fail(ErrorCode::Usage, "--oidc-redirect-url must be http://127.0.0.1[:PORT]/PATH, [::1] or localhost, not \""
                            + Core::singleLine(url, 120) + "\"");
    };
    if (!url.starts_with(kScheme))
        return refused();
    const std::size_t slash = std::min(url.find('/', kScheme.size()), url.size());
    std::string authority = url.substr(kScheme.size(), slash - kScheme.size());
    redirect.path = url.substr(slash);
    const std::size_t colon = authority.rfind(':');
    if (colon != std::string::npos && authority.find(']', colon) == std::string::npos) {
        const auto port = portOf(authority);
        if (!port)
            return refused();
        redirect.ports = { *port };
        authority.resize(colon);
    }
    redirect.host = authority == "[::1]" ? "::1" : authority;
    if (redirect.host != "127.0.0.1" && redirect.host != "::1" && redirect.host != "localhost")
        return refused();
    return {};
}

Result<Redirect> redirectOf(const SessionFlags &flags)
{
    // Ours: the address literal, because "localhost" may be somebody else's on the other family, and
    // any free port. kubelogin's registered addresses are http://localhost:8000 and :18000, no slash.
    Redirect redirect { "127.0.0.1", "/", { 0 } };
    if (flags.flavor == Flavor::Kubelogin)
        redirect = { "localhost", "", { 8000, 18000 } };
    if (!flags.listenAddresses.empty()) {
        redirect.ports.clear();
        for (const std::string &address : flags.listenAddresses) {
            const auto port = portOf(address);
            if (!port)
                return fail(port.error());
            redirect.ports.push_back(*port);
        }
    }
    if (!flags.redirectUrl.empty()) {
        if (auto read = readRedirectUrl(flags.redirectUrl, redirect); !read)
            return fail(read.error());
    }
    return redirect;
}

Result<std::string> authorities(const SessionFlags &flags, const Core::Environment &environment)
{
    std::string pem;
    for (const std::string &file : flags.authorityFiles) {
        auto text = Core::readFile(expandHome(file, environment), kMaxAuthorities);
        if (!text)
            return fail(text.error());
        pem += *text + '\n';
    }
    for (const std::string &data : flags.authorityData) {
        const auto text = decodeBase64(data);
        if (!text)
            return fail(ErrorCode::Usage, "--certificate-authority-data is not base64");
        pem += *text + '\n';
    }
    if (pem.size() > kMaxAuthorities)
        return fail(ErrorCode::TooLarge, "the certificate authorities are larger than 190 KiB",
                    "give only the provider's own");
    return pem;
}

// The agent runs in another folder with another PATH, so a program is named by its whole path.
std::string resolveProgram(const std::string &command, const Core::Environment &environment)
{
    if (command.find('/') != std::string::npos) {
        std::error_code error;
        const auto absolute = std::filesystem::absolute(command, error);
        return error ? command : absolute.string();
    }
    const std::string path = environment("PATH").value_or("");
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t end = std::min(path.find(':', at), path.size());
        const std::string candidate = path.substr(at, end - at) + '/' + command;
        if (candidate[0] == '/' && ::access(candidate.c_str(), X_OK) == 0)
            return candidate;
        at = end + 1;
    }
    return command;
}

Json browserParameters(const SessionFlags &flags, const Core::Environment &environment)
{
    Json variables = Json::object();
    for (const char *name : { "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR",
                              "XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "XDG_SESSION_ID", "XDG_DATA_DIRS",
                              "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS" }) {
        // Empty when not set: the agent must not use its own display for a caller without one.
        variables.emplace(name, environment(name).value_or(""));
    }
    std::string command = flags.browserCommand;
    if (command.empty()) {
        const std::string list = environment("BROWSER").value_or("");
        command = list.substr(0, list.find(':'));
    }
    if (!command.empty())
        command = resolveProgram(expandHome(command, environment), environment);
    Json browser = Json::object();
    browser.emplace("command", std::move(command));
    browser.emplace("open", !flags.skipOpenBrowser && !flags.device);
    browser.emplace("environment", std::move(variables));
    return browser;
}

// "90", "90s", "15m", "2h" → seconds.
Result<std::string> secondsOf(const std::string &duration)
{
    int number = -1;
    const auto [end, error] = std::from_chars(duration.data(), duration.data() + duration.size(), number);
    const std::string_view unit(end, static_cast<std::size_t>(duration.data() + duration.size() - end));
    const int factor = unit.empty() || unit == "s" ? 1 : unit == "m" ? 60 : unit == "h" ? 3600 : 0;
    if (error != std::errc() || number < 0 || number > 1'000'000 || factor == 0)
        return fail(ErrorCode::Usage, "--max-auth-age needs a duration like 900s, 15m or 2h");
    return std::to_string(number * factor);
}

Result<Json> extraParameters(const SessionFlags &flags)
{
    Json parameters = flags.authParameters;
    if (flags.authParameters.empty())
        parameters = Json::object();
    if (!flags.maxAuthAge.empty()) {
        const auto seconds = secondsOf(flags.maxAuthAge);
        if (!seconds)
            return fail(seconds.error());
        parameters["max_age"] = *seconds;
    }
    if (!flags.session.empty() && !parameters.contains("login_hint"))
        parameters["login_hint"] = flags.account; // the name of a session is no hint, maybe there is none
    if (!flags.acrValues.empty())
        parameters["acr_values"] = flags.acrValues;
    return parameters;
}

} // namespace

std::string expandHome(const std::string &path, const Core::Environment &environment)
{
    if (path != "~" && !path.starts_with("~/"))
        return path;
    const auto home = environment("HOME");
    return home && !home->empty() ? *home + path.substr(1) : path;
}

Result<SessionFlags> SessionFlags::parse(std::span<const std::string> arguments, Flavor flavor)
{
    SessionFlags flags;
    flags.flavor = flavor;
    std::string grantType, listenPort;
    auto parsed = parseFlags(arguments, flagTable(flags, grantType, listenPort));
    if (!parsed)
        return fail(parsed.error());
    flags.positional = std::move(parsed->positional);
    flags.warnings = std::move(parsed->warnings);
    if (auto known = readGrantType(grantType, flags.device); !known)
        return fail(known.error());
    if (!listenPort.empty()) { // removed from kubelogin in 1.31, still in old entries
        flags.listenAddresses.push_back("127.0.0.1:" + listenPort);
        flags.warnings.emplace_back("--listen-port is outdated: write --listen-address=127.0.0.1:PORT");
    }
    if (flags.login != "auto" && flags.login != "browser" && flags.login != "notify" && flags.login != "never")
        return fail(ErrorCode::Usage, "--login knows auto, browser, notify and never");
    if (!flags.output.empty() && flags.output != "json" && flags.output != "text")
        return fail(ErrorCode::Usage, "-o knows json and text");
    if (flags.timeoutSeconds < 1 || flags.timeoutSeconds > 3600)
        return fail(ErrorCode::Usage, "--authentication-timeout-sec must be 1 to 3600");
    return flags;
}

Result<Json> SessionFlags::parameters(const Core::Environment &environment) const
{
    if (issuer.empty())
        return fail(ErrorCode::Usage, "--oidc-issuer-url is missing", "give the provider's issuer address");
    if (clientId.empty())
        return fail(ErrorCode::Usage, "--oidc-client-id is missing", "give the id of your client at the provider");
    auto redirect = redirectOf(*this);
    auto pem = authorities(*this, environment);
    auto extra = extraParameters(*this);
    if (!redirect)
        return fail(redirect.error());
    if (!pem)
        return fail(pem.error());
    if (!extra)
        return fail(extra.error());
    std::vector<std::string> scopes; // kubelogin's order: openid last
    for (const std::string &scope : extraScopes) {
        if (scope != "openid" && !scope.empty())
            scopes.push_back(scope);
    }
    scopes.emplace_back("openid");
    // What is empty is left out and means the agent's default: get-token waits for both ends to read this.
    Json json = Json::object();
    const auto put = [&json](const char *name, auto &&value) {
        Json entry = std::forward<decltype(value)>(value);
        if (!entry.empty() && entry != Json("") && entry != Json(false))
            json.emplace(name, std::move(entry));
    };
    put("issuer", issuer);
    put("clientId", clientId);
    put("clientSecret", clientSecret);
    put("scopes", std::move(scopes));
    if (flavor == Flavor::Kubelogin && trustedAudiences.empty())
        put("trustedAudiences", std::vector<std::string> { "*" }); // it asks for its own among them, no more
    else
        put("trustedAudiences", trustedAudiences);
    put("caPem", std::move(*pem));
    put("account", session.empty() ? account : session);
    put("listenPorts", std::move(redirect->ports));
    put("redirectHost", std::move(redirect->host));
    json.emplace("redirectPath", std::move(redirect->path)); // an empty one is kubelogin's
    put("extraParams", std::move(*extra));
    put("loginTimeoutSeconds", timeoutSeconds);
    put("login", login);
    put("forceRefresh", forceRefresh);
    put("force", force);
    put("way", std::string(device ? "device" : ""));
    put("browser", browserParameters(*this, environment));
    return json;
}

} // namespace Cli
