// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/operations.h"

#include "app/core/atomicfile.h"
#include "app/core/text.h"
#include "app/kubeconfig/importentries.h"
#include "app/kubeconfig/workspace.h"

#include "app/kubeconfig/scalar.h"
#include <algorithm>
#include <map>
#include <set>

namespace Kubeconfig {

namespace fs = std::filesystem;
using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

constexpr std::string_view kSecretKeys[] = { "token", "password", "client-key-data", "client-key" };
constexpr std::string_view kFileKeys[] = { "certificate-authority", "client-certificate",
                                           "client-key", "tokenFile" };

void makeAbsolute(Value &body, std::string_view key, const fs::path &folder)
{
    const Value *value = body.member(key);
    if (!value || value->kind != Value::Kind::Text || value->text.empty()
        || value->text.front() == '/')
        return;
    body.setMember(key, Value::ofText((folder / value->text).lexically_normal().string()));
}

} // namespace

// The paths of an entry count from the folder of its file; in another file they need to be
// absolute.
void makePathsAbsolute(Value &body, const fs::path &folder)
{
    std::error_code error;
    const fs::path base = fs::absolute(folder.empty() ? fs::path(".") : folder, error);
    for (const std::string_view key : kFileKeys)
        makeAbsolute(body, key, base);
    if (const Value *exec = body.member("exec")) {
        Value changed = *exec;
        const Value *command = changed.member("command");
        if (command && command->text.find('/') != std::string::npos)
            makeAbsolute(changed, "command", base);
        body.setMember("exec", changed);
    }
}

namespace {

std::string freeName(Workspace &workspace, Section section, const std::string &name)
{
    for (int number = 2;; ++number) {
        const std::string candidate = name + "-" + std::to_string(number);
        if (!workspace.item(section, candidate))
            return candidate;
    }
}

class Importer
{
public:
    Importer(Workspace &workspace, Conflicts conflicts, fs::path folder)
        : m_workspace(workspace)
        , m_conflicts(conflicts)
        , m_folder(std::move(folder))
    {
    }
    Result<> take(Section section, const NamedItem &item);
    [[nodiscard]] std::size_t added() const { return m_added; }

private:
    Result<> replace(Section section, const std::string &name, const Value &body);

    Workspace &m_workspace;
    Conflicts m_conflicts;
    fs::path m_folder;
    std::map<std::string, std::string> m_newNames[3]; // by section
    std::size_t m_added = 0;
};

Result<> Importer::take(Section section, const NamedItem &item)
{
    std::string name(item.name);
    Value body = bodyOf(item);
    makePathsAbsolute(body, m_folder);
    if (section == Section::Contexts) {
        for (const Section part : { Section::Clusters, Section::Users }) {
            const Value *reference = body.member(bodyKey(part));
            const auto &names = m_newNames[static_cast<std::size_t>(part)];
            const auto renamed = reference ? names.find(reference->text) : names.end();
            if (renamed != names.end())
                body.setMember(bodyKey(part), Value::ofText(renamed->second));
        }
    }
    if (const NamedItem *known = m_workspace.item(section, name)) {
        if (sameMeaning(body, bodyOf(*known)))
            return {};
        switch (m_conflicts) {
        case Conflicts::Fail:
            return fail(ErrorCode::Conflict,
                        "there is already another " + std::string(bodyKey(section)) + " "
                                + quotedName(name),
                        "say what to do with --on-conflict rename, replace or skip");
        case Conflicts::Skip:
            return {};
        case Conflicts::Replace:
            return replace(section, name, body);
        case Conflicts::Rename:
            m_newNames[static_cast<std::size_t>(section)][name] =
                    freeName(m_workspace, section, name);
            name = freeName(m_workspace, section, name);
            break;
        }
    }
    ++m_added;
    const auto file = m_workspace.defaultFile();
    if (!file)
        return fail(file.error());
    return m_workspace.edit(**file,
                            [&](Editor &editor) { return editor.append(section, name, body); });
}

Result<> Importer::replace(Section section, const std::string &name, const Value &body)
{
    ++m_added;
    Workspace::File *file = m_workspace.fileOf(section, name);
    return m_workspace.edit(*file, [&](Editor &editor) -> Result<> {
        if (const auto removed = editor.removeItem(section, name); !removed)
            return removed;
        return editor.append(section, name, body);
    });
}

class Reviewer
{
public:
    explicit Reviewer(const Document &document)
        : m_document(document)
    {
    }
    void cluster(const NamedItem &item);
    void user(const NamedItem &item);
    std::vector<Risk> take() { return std::move(m_risks); }

private:
    void add(Risk::Kind kind, std::string_view section, const NamedItem &item, std::string_view key,
             std::string text = {});

    const Document &m_document;
    std::vector<Risk> m_risks;
};

// Without \a text the value itself is told; empty values are no risk.
void Reviewer::add(Risk::Kind kind, std::string_view section, const NamedItem &item,
                   std::string_view key, std::string text)
{
    const Entry entry = find(item.body, key);
    if (!entry.value || (entry.value->isScalar() && entry.value->value.empty()))
        return;
    if (text.empty())
        text = std::string(key) + " " + Core::singleLine(entry.value->value, 300);
    m_risks.push_back(Risk{ kind, std::string(section) + " " + Core::singleLine(item.name, 120),
                            std::move(text), m_document.position(entry.value->start) });
}

void Reviewer::cluster(const NamedItem &item)
{
    if (boolAt(item.body, "insecure-skip-tls-verify"))
        add(Risk::Kind::Insecure, "cluster", item, "insecure-skip-tls-verify",
            "the server's certificate is not checked");
    if (textAt(item.body, "server").starts_with("http://"))
        add(Risk::Kind::PlainHttp, "cluster", item, "server");
    add(Risk::Kind::Proxy, "cluster", item, "proxy-url");
    add(Risk::Kind::Path, "cluster", item, "certificate-authority");
}

void Reviewer::user(const NamedItem &item)
{
    const Entry exec = find(item.body, "exec");
    if (exec.value && exec.value->isMapping()) {
        const ExecConfig config = execFrom(*exec.value);
        std::string line;
        for (const auto &variable : config.env)
            line += Core::shellQuoted(variable.name) + "=" + Core::shellQuoted(variable.value)
                    + " ";
        line += Core::shellQuoted(config.command);
        for (const std::string &argument : config.args)
            line += " " + Core::shellQuoted(argument);
        add(Risk::Kind::Command, "user", item, "exec", Core::singleLine(line, 2000));
    }
    for (const std::string_view key : { "token", "password", "client-key-data" })
        add(Risk::Kind::Secret, "user", item, key, std::string(key) + " in plain text");
    for (const std::string_view key : { "tokenFile", "client-certificate", "client-key" })
        add(Risk::Kind::Path, "user", item, key);
    for (const std::string_view key : { "as", "as-groups" })
        add(Risk::Kind::Impersonation, "user", item, key,
            "acts as somebody else (" + std::string(key) + ")");
    if (const Entry provider = find(item.body, "auth-provider"); provider.value)
        add(Risk::Kind::AuthProvider, "user", item, "auth-provider",
            "legacy auth-provider " + Core::singleLine(textAt(provider.value, "name"), 80));
}

constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string toBase64(std::string_view bytes)
{
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8
                    | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k > bytes.size() ? '=' : kBase64[(group >> (18 - 6 * k)) & 63];
    }
    return out;
}

// Reads `certificate-authority: path` into `certificate-authority-data`.
Result<> embed(Value &body, std::string_view key)
{
    const Value *path = body.member(key);
    if (!path || path->text.empty())
        return {};
    const auto bytes = Core::readFile(path->text, 1024 * 1024);
    if (!bytes)
        return fail(bytes.error());
    const std::string dataKey = std::string(key) + "-data";
    if (!body.member(dataKey))
        body.setMember(dataKey, Value::ofText(toBase64(*bytes)));
    body.removeMember(key);
    return {};
}

} // namespace

std::string_view riskName(Risk::Kind kind)
{
    constexpr std::string_view kNames[] = {
        "command",    "path",   "proxy",         "insecure",
        "plain-http", "secret", "impersonation", "auth-provider"
    };
    return kNames[static_cast<std::size_t>(kind)];
}

Result<std::vector<Risk>> reviewImport(std::string bytes, std::string_view name)
{
    const auto document = Document::parse(std::move(bytes), name);
    if (!document)
        return fail(document.error());
    const auto view = FileView::read(*document);
    if (!view)
        return fail(view.error());
    Reviewer reviewer(*document);
    for (const NamedItem &item : view->items(Section::Clusters))
        reviewer.cluster(item);
    for (const NamedItem &item : view->items(Section::Users))
        reviewer.user(item);
    return reviewer.take();
}

Result<Plan> planImport(const LoadingRules &rules, std::string bytes, std::string_view name,
                        const fs::path &folder, Conflicts conflicts)
{
    const auto document = Document::parse(std::move(bytes), name);
    if (!document)
        return fail(document.error());
    const auto view = FileView::read(*document);
    if (!view)
        return fail(view.error());
    auto workspace = Workspace::open(rules);
    if (!workspace)
        return fail(workspace.error());
    Importer importer(*workspace, conflicts, folder);
    for (const Section section : { Section::Clusters, Section::Users, Section::Contexts }) {
        for (const NamedItem &item : view->items(section)) {
            if (const auto taken = importer.take(section, item); !taken)
                return fail(taken.error());
        }
    }
    if (workspace->currentContext().empty() && !view->currentContext().empty()
        && importer.added() > 0 && workspace->item(Section::Contexts, view->currentContext())) {
        const auto file = workspace->defaultFile();
        if (!file)
            return fail(file.error());
        const auto done = workspace->edit(**file, [&](Editor &editor) {
            return editor.setCurrentContext(view->currentContext());
        });
        if (!done)
            return fail(done.error());
    }
    return workspace->plan("Import " + std::string(name));
}

namespace {

Result<std::string> exportFrom(Workspace &workspace, std::string_view context, Secrets secrets,
                               Certificates certificates)
{
    const NamedItem *item = workspace.item(Section::Contexts, context);
    if (!item)
        return fail(ErrorCode::NotFound, "there is no context " + quotedName(context),
                    "list the contexts with: kubectl lanyard ctx");
    Value root = Value::ofMap(
            { { "apiVersion", Value::ofText("v1") }, { "kind", Value::ofText("Config") } });
    const auto add = [&](Section section, std::string_view name, const Value &body) {
        root.setMember(
                sectionKey(section),
                Value::ofList({ Value::ofMap({ { "name", Value::ofText(name) },
                                               { std::string(bodyKey(section)), body } }) }));
    };
    for (const Section section : { Section::Clusters, Section::Users }) {
        const std::string name(textAt(item->body, bodyKey(section)));
        const Workspace::File *file = workspace.fileOf(section, name);
        if (!file)
            continue; // kubectl does not mind a missing entry either
        Value body = bodyOf(*file->view.item(section, name));
        makePathsAbsolute(body, file->path.parent_path());
        if (secrets == Secrets::Leave) {
            for (const std::string_view key : kSecretKeys)
                body.removeMember(key);
            body.removeMember("auth-provider");
        }
        for (const std::string_view key :
             { "certificate-authority", "client-certificate", "client-key" }) {
            if (certificates == Certificates::AsWritten)
                break;
            if (const auto done = embed(body, key); !done)
                return fail(done.error());
        }
        add(section, name, body);
    }
    add(Section::Contexts, context, bodyOf(*item));
    root.setMember("current-context", Value::ofText(context));
    return blockMembers(root, 0, BlockLayout{});
}

// A foreign name as the name of a file: nothing that a path, a shell or a terminal would take for
// something else.
std::string fileNameFor(std::string_view context)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string name;
    for (const char c : context.substr(0, 60)) {
        const bool safe = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || c == '-' || c == '_' || c == '@' || (c == '.' && !name.empty());
        const auto byte = static_cast<unsigned char>(c);
        name += safe ? std::string(1, c)
                     : std::string({ '%', kHex[byte >> 4], kHex[byte & 15] });
    }
    return name;
}

} // namespace

Result<std::string> exportContext(const LoadingRules &rules, std::string_view context,
                                  Secrets secrets, Certificates certificates)
{
    auto workspace = Workspace::open(rules);
    if (!workspace)
        return fail(workspace.error());
    return exportFrom(*workspace, context, secrets, certificates);
}

Result<Plan> planSplit(const LoadingRules &rules, const fs::path &folder,
                       std::span<const std::string> contexts)
{
    auto workspace = Workspace::open(rules);
    if (!workspace)
        return fail(workspace.error());
    std::vector<std::string> names(contexts.begin(), contexts.end());
    for (const Workspace::File &file : workspace->files()) {
        for (const NamedItem &item : file.view.items(Section::Contexts)) {
            if (contexts.empty() && std::find(names.begin(), names.end(), item.name) == names.end())
                names.emplace_back(item.name);
        }
    }
    constexpr std::size_t kMostFiles = 1000; // each is a lock, a fsync and a line of the history
    if (names.size() > kMostFiles)
        return fail(ErrorCode::TooLarge,
                    std::to_string(names.size()) + " contexts are more than one split makes files of",
                    "name some of them");
    Plan plan;
    plan.summary = "Split into " + std::to_string(names.size()) + " files";
    std::set<fs::path> taken;
    for (const std::string &name : names) {
        auto text = exportFrom(*workspace, name, Secrets::Include, Certificates::AsWritten);
        if (!text)
            return fail(text.error());
        fs::path file = folder / (fileNameFor(name) + ".yaml");
        for (int number = 2; !taken.insert(file).second; ++number)
            file = folder / (fileNameFor(name) + "-" + std::to_string(number) + ".yaml");
        std::error_code error;
        if (fs::symlink_status(file, error).type() != fs::file_type::not_found)
            return fail(ErrorCode::Conflict, Core::singleLine(file.string(), 400) + " is already there",
                        "choose another folder");
        plan.changes.push_back(FileChange{ file, false, {}, std::move(*text) });
    }
    return plan;
}

} // namespace Kubeconfig
