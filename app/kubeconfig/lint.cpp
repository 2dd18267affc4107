// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/lint.h"

#include "app/core/text.h"
#include "app/kubeconfig/filetraps.h"
#include "app/kubeconfig/scalar.h"
#include "app/kubeconfig/schema.h"
#include "app/kubeconfig/workspace.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <deque>
#include <map>
#include <sys/stat.h>

namespace Kubeconfig {

namespace fs = std::filesystem;

namespace {

struct Parsed
{
    fs::path path;
    Document document;
    FileView view;
};

class Linter
{
public:
    explicit Linter(const LoadingRules &rules)
        : m_rules(rules)
    {
    }
    std::vector<LintFinding> run();

private:
    void readFile(const fs::path &path);
    void lintFileState(const fs::path &path);
    void lintInside(const fs::path &path, const Document &document);
    void lintCluster(const Parsed &file, const NamedItem &item);
    void lintUser(const Parsed &file, const NamedItem &item);
    void lintExec(const Parsed &file, const NamedItem &item, const Node &exec);
    void lintContext(const Parsed &file, const NamedItem &item);
    void lintShadows();
    void lintCurrent();
    [[nodiscard]] const NamedItem *effective(Section section, std::string_view name) const;
    void add(std::string_view id, Severity severity, const fs::path &file, Position position,
             std::string message, std::string fix = {});
    void at(std::string_view id, Severity severity, const Parsed &file, const Node *node,
            std::string message, std::string fix = {});

    const LoadingRules &m_rules;
    std::deque<Parsed> m_files;
    std::vector<LintFinding> m_findings;
};

void Linter::add(std::string_view id, Severity severity, const fs::path &file, Position position,
                 std::string message, std::string fix)
{
    m_findings.push_back(LintFinding{ std::string(id), severity, file, position, std::move(message),
                                      std::move(fix) });
}

void Linter::at(std::string_view id, Severity severity, const Parsed &file, const Node *node,
                std::string message, std::string fix)
{
    add(id, severity, file.path, file.document.position(node ? node->start : 0), std::move(message),
        std::move(fix));
}

// Lock, mode, links: what the file system knows.
void Linter::lintFileState(const fs::path &path)
{
    struct stat info = {};
    const std::string lock = path.string() + ".lock";
    if (::lstat(lock.c_str(), &info) == 0) {
        const auto age = ::time(nullptr) - info.st_mtime;
        if (age >= 60)
            add("kubeconfig-stale-lock", Severity::Error, path, {},
                Core::singleLine(lock, 400) + " is " + std::to_string(age)
                        + " s old: every `kubectl config` command fails while it is there",
                "if nothing is writing the file: rm " + Core::shellQuoted(lock));
    }
    if (::stat(path.c_str(), &info) == 0 && (info.st_mode & 077) != 0)
        add("kubeconfig-permissions", Severity::Warning, path, {}, "other users may read the file",
            "run: chmod 600 " + Core::shellQuoted(path.string()));
}

void Linter::lintInside(const fs::path &path, const Document &document)
{
    for (FileTrap &trap : fileTraps(document))
        add(trap.id, trap.severity, path, document.position(trap.offset), std::move(trap.message),
            std::move(trap.fix));
}

void Linter::readFile(const fs::path &path)
{
    auto bytes = readKubeconfig(path);
    if (!bytes) {
        if (bytes.error().code != Core::ErrorCode::NotFound || m_rules.isExplicit())
            add("kubeconfig-unreadable", Severity::Error, path, {}, bytes.error().message,
                bytes.error().fix);
        return;
    }
    lintFileState(path);
    auto document = Document::parse(std::move(*bytes), path.string());
    const std::size_t before = m_findings.size();
    if (document)
        lintInside(path, *document);
    auto view = document ? FileView::read(*document)
                         : Core::Result<FileView>(Core::fail(document.error()));
    if (!view) {
        const bool isExplained =
                std::any_of(m_findings.begin() + std::ptrdiff_t(before), m_findings.end(),
                            [](const LintFinding &f) { return f.severity == Severity::Error; });
        const std::string &message = view.error().message;
        Position position;
        std::sscanf(message.c_str() + std::min(message.find(": line "), message.size()),
                    ": line %zu, column %zu", &position.line, &position.column);
        if (!isExplained)
            add("kubeconfig-unreadable", Severity::Error, path, position, message, view.error().fix);
        return;
    }
    if (document->isUtf16())
        add("kubeconfig-utf16", Severity::Warning, path, {},
            "the file is UTF-16 and cannot be edited", "convert it: iconv -f UTF-16 -t UTF-8");
    m_files.push_back(Parsed{ path, std::move(*document), std::move(*view) });
}

void Linter::lintCluster(const Parsed &file, const NamedItem &item)
{
    const Entry insecure = find(item.body, "insecure-skip-tls-verify");
    const bool off = boolAt(item.body, "insecure-skip-tls-verify");
    const std::string_view path = textAt(item.body, "certificate-authority");
    const std::string_view data = textAt(item.body, "certificate-authority-data");
    if (off)
        at("insecure-skip-tls-verify", Severity::Warning, file, insecure.value,
           "cluster " + quotedName(item.name) + " does not check the server's certificate",
           "remove it and give the CA of the cluster");
    if (off && (!path.empty() || !data.empty()))
        at("cluster-insecure-with-ca", Severity::Error, file, insecure.value,
           "cluster " + quotedName(item.name)
                   + ": specifying a root certificates file with the insecure flag is not allowed",
           "remove insecure-skip-tls-verify");
    if (!path.empty() && !data.empty())
        at("cluster-two-cas", Severity::Error, file, find(item.body, "certificate-authority").value,
           "cluster " + quotedName(item.name)
                   + " has certificate-authority and certificate-authority-data, kubectl refuses "
                     "both",
           "remove one of them");
    if (textAt(item.body, "server").empty())
        at("cluster-without-server", Severity::Warning, file, item.item,
           "cluster " + quotedName(item.name)
                   + " has no server: kubectl would call http://localhost:8080");
}

void Linter::lintUser(const Parsed &file, const NamedItem &item)
{
    if (!item.body)
        return;
    if (!textAt(item.body, "token").empty() && !textAt(item.body, "tokenFile").empty())
        at("user-token-and-file", Severity::Warning, file, find(item.body, "tokenFile").value,
           "user " + quotedName(item.name) + ": token wins over tokenFile", "remove one of them");
    if (const Entry provider = find(item.body, "auth-provider");
        provider.value && provider.value->isMapping())
        at("auth-provider-legacy", Severity::Warning, file, provider.value,
           "user " + quotedName(item.name)
                   + " uses an auth-provider: kubectl rewrites the whole file at every refresh",
           "run: kubectl lanyard config set-exec");
    const Entry exec = find(item.body, "exec");
    if (!exec.value || !exec.value->isMapping())
        return;
    lintExec(file, item, *exec.value);
    for (const std::string_view key :
         { "token", "tokenFile", "client-certificate", "client-certificate-data", "username" }) {
        if (!textAt(item.body, key).empty())
            at("exec-bypassed-by-credentials", Severity::Error, file, find(item.body, key).value,
               "user " + quotedName(item.name) + ": " + std::string(key)
                       + " wins over exec, the plugin never runs",
               "remove " + std::string(key));
    }
}

void Linter::lintExec(const Parsed &file, const NamedItem &item, const Node &exec)
{
    const std::string_view version = textAt(&exec, "apiVersion");
    const bool v1 = version == "client.authentication.k8s.io/v1";
    if (!v1 && version != "client.authentication.k8s.io/v1beta1")
        at("exec-api-version", Severity::Error, file, &exec,
           "user " + quotedName(item.name) + ": exec plugin: invalid apiVersion "
                   + quotedName(version),
           "write: apiVersion: client.authentication.k8s.io/v1");
    if (textAt(&exec, "interactiveMode").empty())
        at("exec-interactive-mode-missing", v1 ? Severity::Error : Severity::Info, file, &exec,
           v1 ? "interactiveMode must be specified for "
                           + std::string(Core::singleLine(item.name, 120))
                           + " to use exec authentication plugin"
              : "user " + quotedName(item.name)
                           + " would break with apiVersion v1: interactiveMode is missing",
           "write: interactiveMode: Never");
}

void Linter::lintContext(const Parsed &file, const NamedItem &item)
{
    if (!item.body)
        return;
    for (const Section section : { Section::Clusters, Section::Users }) {
        const std::string_view name = textAt(item.body, bodyKey(section));
        const bool cluster = section == Section::Clusters;
        if (name.empty() || effective(section, name))
            continue;
        at(cluster ? "context-missing-cluster" : "context-missing-user", Severity::Warning, file,
           find(item.body, bodyKey(section)).value,
           "context " + quotedName(item.name) + " refers to the " + std::string(bodyKey(section))
                   + " " + quotedName(name) + ", which no file has: kubectl "
                   + (cluster ? "would call http://localhost:8080" : "would ask for a user name"));
    }
    const std::string_view space = textAt(item.body, "namespace");
    if (!space.empty() && !Core::isDnsLabel(space))
        at("namespace-invalid", Severity::Warning, file, find(item.body, "namespace").value,
           "context " + quotedName(item.name) + ": " + quotedName(space)
                   + " cannot be the name of a namespace",
           "small letters, digits and '-', at most 63");
    const NamedItem *user = effective(Section::Users, textAt(item.body, "user"));
    const NamedItem *cluster = effective(Section::Clusters, textAt(item.body, "cluster"));
    if (user && cluster && find(user->body, "exec").value
        && textAt(cluster->body, "server").starts_with("http://"))
        at("exec-on-http-server", Severity::Warning, file, item.item,
           "context " + quotedName(item.name)
                   + ": kubectl runs no plugin for a server with http://",
           "use https://");
}

const NamedItem *Linter::effective(Section section, std::string_view name) const
{
    for (const Parsed &file : m_files) {
        if (const NamedItem *item = file.view.item(section, name))
            return item;
    }
    return nullptr;
}

void Linter::lintShadows()
{
    for (const Section section : kSections) {
        std::map<std::string_view, const Parsed *> seen;
        for (const Parsed &file : m_files) {
            for (const NamedItem &item : file.view.items(section)) {
                const auto [first, added] = seen.emplace(item.name, &file);
                if (!added)
                    at("kubeconfig-shadowed-entry", Severity::Warning, file, item.item,
                       "the " + std::string(bodyKey(section)) + " " + quotedName(item.name) + " of "
                               + Core::singleLine(first->second->path.string(), 400)
                               + " counts instead",
                       "rename or remove one of the two");
            }
        }
    }
}

void Linter::lintCurrent()
{
    for (const Parsed &file : m_files) {
        const std::string_view current = file.view.currentContext();
        if (current.empty())
            continue;
        if (!effective(Section::Contexts, current))
            at("current-context-missing", Severity::Warning, file,
               find(file.document.root(), "current-context").value,
               "the current context " + quotedName(current) + " does not exist",
               "choose one with: kubectl lanyard ctx NAME");
        return; // the first file with one decides
    }
}

std::vector<LintFinding> Linter::run()
{
    for (const fs::path &path : m_rules.files())
        readFile(path);
    for (const Parsed &file : m_files) {
        for (const NamedItem &item : file.view.items(Section::Clusters))
            lintCluster(file, item);
        for (const NamedItem &item : file.view.items(Section::Users))
            lintUser(file, item);
        for (const NamedItem &item : file.view.items(Section::Contexts))
            lintContext(file, item);
    }
    lintShadows();
    lintCurrent();
    return std::move(m_findings);
}

} // namespace

std::vector<LintFinding> lint(const LoadingRules &rules)
{
    return Linter(rules).run();
}

std::string_view severityName(Severity severity)
{
    constexpr std::string_view kNames[] = { "error", "warning", "info" };
    return kNames[static_cast<std::size_t>(severity)];
}

} // namespace Kubeconfig
