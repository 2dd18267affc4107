// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/schema.h"

#include "app/core/text.h"
#include "app/kubeconfig/beside.h"
#include "app/kubeconfig/goyaml.h"

#include <algorithm>
#include <array>
#include <memory_resource>
#include <span>
#include <unordered_map>

namespace Kubeconfig {

using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

enum class FieldType : std::uint8_t {
    Text,
    Boolean,
    Bytes, // base64
    TextList,
    TextMap,
    TextListMap,
    Object,
    ObjectList,
};

struct Field;
struct Schema
{
    std::string_view goType;
    std::span<const Field> fields;
};

struct Field
{
    std::string_view key;
    FieldType type = FieldType::Text;
    const Schema *object = nullptr;
};

using enum FieldType;

// client-go/tools/clientcmd/api/v1/types.go; fields of type RawExtension take anything.
constexpr Field kExtensionFields[] = { { "name" } };
constexpr Schema kExtension{ "NamedExtension", kExtensionFields };
constexpr Field kEnvFields[] = { { "name" }, { "value" } };
constexpr Schema kEnv{ "ExecEnvVar", kEnvFields };
constexpr Field kExecFields[] = {
    { "command" },        { "args", TextList }, { "env", ObjectList, &kEnv },
    { "apiVersion" },     { "installHint" },    { "provideClusterInfo", Boolean },
    { "interactiveMode" }
};
constexpr Schema kExec{ "ExecConfig", kExecFields };
constexpr Field kProviderFields[] = { { "name" }, { "config", TextMap } };
constexpr Schema kProvider{ "AuthProviderConfig", kProviderFields };
constexpr Field kClusterFields[] = { { "server" },
                                     { "tls-server-name" },
                                     { "insecure-skip-tls-verify", Boolean },
                                     { "certificate-authority" },
                                     { "certificate-authority-data", Bytes },
                                     { "proxy-url" },
                                     { "disable-compression", Boolean },
                                     { "extensions", ObjectList, &kExtension } };
constexpr Schema kCluster{ "Cluster", kClusterFields };
constexpr Field kUserFields[] = { { "client-certificate" },
                                  { "client-certificate-data", Bytes },
                                  { "client-key" },
                                  { "client-key-data", Bytes },
                                  { "token" },
                                  { "tokenFile" },
                                  { "as" },
                                  { "as-uid" },
                                  { "as-groups", TextList },
                                  { "as-user-extra", TextListMap },
                                  { "username" },
                                  { "password" },
                                  { "auth-provider", Object, &kProvider },
                                  { "exec", Object, &kExec },
                                  { "extensions", ObjectList, &kExtension } };
constexpr std::size_t kMaxFields = std::size(kUserFields); // no type has more
constexpr Schema kUser{ "AuthInfo", kUserFields };
constexpr Field kContextFields[] = {
    { "cluster" }, { "user" }, { "namespace" }, { "extensions", ObjectList, &kExtension }
};
constexpr Schema kContext{ "Context", kContextFields };
constexpr Field kNamedClusterFields[] = { { "name" }, { "cluster", Object, &kCluster } };
constexpr Schema kNamedCluster{ "NamedCluster", kNamedClusterFields };
constexpr Field kNamedUserFields[] = { { "name" }, { "user", Object, &kUser } };
constexpr Schema kNamedUser{ "NamedAuthInfo", kNamedUserFields };
constexpr Field kNamedContextFields[] = { { "name" }, { "context", Object, &kContext } };
constexpr Schema kNamedContext{ "NamedContext", kNamedContextFields };
constexpr Field kPreferencesFields[] = { { "colors", Boolean },
                                         { "extensions", ObjectList, &kExtension } };
constexpr Schema kPreferences{ "Preferences", kPreferencesFields };
constexpr Field kConfigFields[] = { { "kind" },
                                    { "apiVersion" },
                                    { "preferences", Object, &kPreferences },
                                    { "clusters", ObjectList, &kNamedCluster },
                                    { "users", ObjectList, &kNamedUser },
                                    { "contexts", ObjectList, &kNamedContext },
                                    { "current-context" },
                                    { "extensions", ObjectList, &kExtension } };
constexpr Schema kConfig{ "Config", kConfigFields };

std::string_view jsonType(const Node &node)
{
    if (node.isMapping())
        return "object";
    if (node.isSequence())
        return "array";
    switch (scalarType(node)) {
    case ScalarType::Boolean:
        return "bool";
    case ScalarType::Integer:
    case ScalarType::Float:
        return "number";
    default:
        return "string";
    }
}

bool isNull(const Node &node)
{
    return node.isScalar() && scalarType(node) == ScalarType::Null;
}

class Checker
{
public:
    explicit Checker(const Document &document)
        : m_document(document)
    {
    }

    bool object(const Node &node, const Schema &schema, const std::string &path);
    [[nodiscard]] Core::Error takeError() { return std::move(m_error); }

private:
    std::optional<bool> plainObject(const Node &node, const Schema &schema,
                                    const std::string &path);
    bool field(const Node &node, const Field &field, const Schema &owner, const std::string &path);
    bool texts(const Node &node, const Schema &owner, const std::string &path);
    bool bytes(const Node &node, const std::string &path);
    bool mapOf(const Node &node, FieldType type, const Schema &owner, const std::string &path);
    bool wrongType(const Node &node, const Schema &owner, const std::string &path,
                   std::string_view wanted);
    bool report(const Node &node, const std::string &what, std::string fix);

    const Document &m_document;
    Core::Error m_error;
};

bool Checker::report(const Node &node, const std::string &what, std::string fix)
{
    m_error = Core::Error{
        ErrorCode::Parse, m_document.where(node.start) + ": " + what, std::move(fix), {}
    };
    return false;
}

bool Checker::wrongType(const Node &node, const Schema &owner, const std::string &path,
                        std::string_view wanted)
{
    const std::string_view found = jsonType(node);
    const bool quotable = wanted == "string" && node.isScalar();
    return report(
            node,
            "cannot unmarshal " + std::string(found) + " into Go struct field "
                    + std::string(owner.goType) + "." + path + " of type " + std::string(wanted),
            quotable
                    ? "YAML 1.1 reads this as a " + std::string(found) + ", put it in double quotes"
                    : "mend that value; kubectl cannot read the file either");
}

// The usual mapping, without merges and repeated keys, as it stands. Nothing else is decided here.
std::optional<bool> Checker::plainObject(const Node &node, const Schema &schema,
                                         const std::string &path)
{
    std::array<const Node *, kMaxFields> values = {};
    for (const Node *key = node.first; key; key = key->next->next) {
        const Node &name = *key->resolved();
        if (!name.isScalar() || name.value == "<<")
            return std::nullopt;
        for (std::size_t i = 0; i < schema.fields.size(); ++i) {
            if (schema.fields[i].key != name.value)
                continue;
            if (values[i])
                return std::nullopt;
            values[i] = key->next->resolved();
            break;
        }
    }
    // In the order of the file, so that the first error is the same one.
    for (const Node *key = node.first; key; key = key->next->next) {
        const Node *value = key->next->resolved();
        for (std::size_t i = 0; i < schema.fields.size(); ++i) {
            if (values[i] == value && schema.fields[i].key == key->resolved()->value
                && !field(*value, schema.fields[i], schema, path))
                return false;
        }
    }
    return true;
}

bool Checker::object(const Node &node, const Schema &schema, const std::string &path)
{
    if (const auto fine = plainObject(node, schema, path))
        return *fine;
    for (const Entry &entry : entries(node)) {
        for (const Field &known : schema.fields) {
            if (known.key == entry.key) {
                if (!field(*entry.value, known, schema, path))
                    return false;
                break;
            }
        }
    }
    return true;
}

bool Checker::texts(const Node &node, const Schema &owner, const std::string &path)
{
    if (!node.isSequence())
        return wrongType(node, owner, path, "[]string");
    for (const Node *child = node.first; child; child = child->next) {
        const Node &item = *child->resolved();
        if (!isNull(item) && !(item.isScalar() && scalarType(item) == ScalarType::String))
            return wrongType(item, owner, path, "string");
    }
    return true;
}

bool Checker::mapOf(const Node &node, FieldType type, const Schema &owner, const std::string &path)
{
    if (!node.isMapping())
        return wrongType(node, owner, path, "map");
    for (const Entry &entry : entries(node)) {
        const Field element{ {}, type == TextMap ? Text : TextList, nullptr };
        if (!field(*entry.value, element, owner, path))
            return false;
    }
    return true;
}

bool Checker::bytes(const Node &node, const std::string &path)
{
    const auto bad = badBase64(node.value);
    return !bad
            || report(node, path + ": illegal base64 data at input byte " + std::to_string(*bad),
                      "the value must be base64 without spaces");
}

bool Checker::field(const Node &node, const Field &field, const Schema &owner,
                    const std::string &path)
{
    if (isNull(node))
        return true;
    const bool scalar = node.isScalar();
    const auto where = [&] { return path + std::string(field.key); };
    switch (field.type) {
    case Text:
        return (scalar && scalarType(node) == ScalarType::String)
                || wrongType(node, owner, where(), "string");
    case Boolean:
        return (scalar && scalarType(node) == ScalarType::Boolean)
                || wrongType(node, owner, where(), "bool");
    case Bytes:
        if (!scalar || scalarType(node) != ScalarType::String)
            return wrongType(node, owner, where(), "[]uint8");
        return bytes(node, where());
    case TextList:
        return texts(node, owner, where());
    case TextMap:
    case TextListMap:
        return mapOf(node, field.type, owner, where());
    case Object:
        return node.isMapping() ? object(node, *field.object, where() + ".")
                                : wrongType(node, owner, where(), field.object->goType);
    case ObjectList:
        break;
    }
    const std::string itemPath = where();
    if (!node.isSequence())
        return wrongType(node, owner, itemPath, "[]" + std::string(field.object->goType));
    for (const Node *child = node.first; child; child = child->next) {
        const Node &item = *child->resolved();
        if (isNull(item))
            continue;
        if (!item.isMapping())
            return wrongType(item, owner, itemPath, field.object->goType);
        if (!object(item, *field.object, itemPath + "."))
            return false;
    }
    return true;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

// apiVersion and kind are the only keys that client-go matches in any case; both may be missing.
Result<> checkVersionAndKind(const Document &document)
{
    for (const Entry &entry : entries(*document.root())) {
        const bool version = equalsIgnoringCase(entry.key, "apiVersion");
        if ((!version && !equalsIgnoringCase(entry.key, "kind")) || isNull(*entry.value))
            continue;
        const std::string text = Core::singleLine(entry.value->value, 80);
        if (!entry.value->isScalar() || scalarType(*entry.value) != ScalarType::String)
            return fail(ErrorCode::Parse,
                        document.where(entry.value->start) + ": couldn't get version/kind: "
                                + std::string(entry.key) + " is not text",
                        version ? "write: apiVersion: v1" : "write: kind: Config");
        if (!text.empty() && text != (version ? "v1" : "Config"))
            return fail(ErrorCode::Parse,
                        document.where(entry.value->start)
                                + (version ? ": no kind \"Config\" is registered for version \""
                                                   + text + "\""
                                           : ": no kind \"" + text
                                                   + "\" is registered for version \"v1\""),
                        version ? "write: apiVersion: v1" : "this is not a kubeconfig");
    }
    return {};
}

} // namespace

std::string_view sectionKey(Section section)
{
    constexpr std::string_view kKeys[] = { "clusters", "contexts", "users" };
    return kKeys[static_cast<std::size_t>(section)];
}

std::string_view bodyKey(Section section)
{
    constexpr std::string_view kKeys[] = { "cluster", "context", "user" };
    return kKeys[static_cast<std::size_t>(section)];
}

namespace {

// Without branches, so that the compiler makes vector code of it: CA data are most of a large file.
bool isPureBase64(std::string_view text)
{
    const auto within = [](unsigned char c, unsigned char first, unsigned count) {
        return static_cast<unsigned>(static_cast<unsigned char>(c - first) < count);
    };
    unsigned bad = 0;
    for (const char each : text) {
        const auto c = static_cast<unsigned char>(each);
        bad |= 1U
                ^ (within(c, 'A', 26) | within(c, 'a', 26) | within(c, '0', 10) | within(c, '+', 1)
                   | within(c, '/', 1));
    }
    return bad == 0;
}

} // namespace

std::optional<std::size_t> badBase64(std::string_view text)
{
    static constexpr auto kAlphabet = [] {
        std::array<bool, 256> table = {};
        for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                             "0123456789+/"))
            table[static_cast<unsigned char>(c)] = true;
        return table;
    }();
    const std::size_t body = text.size() - std::min<std::size_t>(text.size(), 2);
    if (text.size() % 4 == 0 && isPureBase64(text.substr(0, body))) {
        const std::string_view end = text.substr(body);
        if (end == "==" || isPureBase64(end)
            || (end.size() == 2 && end[1] == '=' && isPureBase64(end.substr(0, 1))))
            return std::nullopt;
    }
    std::size_t count = 0, padding = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\r' || c == '\n')
            continue;
        if (c == '=') {
            ++padding;
            if (padding > 2 || (count % 4) + padding > 4 || count % 4 < 2)
                return i;
            continue;
        }
        if (!kAlphabet[static_cast<unsigned char>(c)] || padding > 0)
            return i;
        ++count;
    }
    return (count + padding) % 4 == 0 ? std::nullopt : std::optional(text.size());
}

// The index is what finds a duplicate; bulk edits look each of their names up in it.
struct FileView::Contents
{
    std::pmr::monotonic_buffer_resource memory;
    std::array<std::vector<NamedItem>, 3> items;
    std::array<std::pmr::unordered_map<std::string_view, std::size_t>, 3> positions{
        std::pmr::unordered_map<std::string_view, std::size_t>(&memory),
        std::pmr::unordered_map<std::string_view, std::size_t>(&memory),
        std::pmr::unordered_map<std::string_view, std::size_t>(&memory),
    };
};

Result<FileView> FileView::read(const Document &document)
{
    // What go-yaml refuses is told first, but need not be known first.
    auto goYaml = beside(document.bytes().size(), [&] { return checkGoYaml(document); });
    auto view = readFields(document);
    if (const auto fine = goYaml.get(); !fine)
        return fail(fine.error());
    return view;
}

Result<FileView> FileView::readFields(const Document &document)
{
    FileView view;
    const Node *root = document.root();
    if (!root || isNull(*root))
        return view;
    if (!root->isMapping())
        return fail(ErrorCode::Parse,
                    document.where(root->start) + ": cannot unmarshal "
                            + std::string(jsonType(*root)) + " into a kubeconfig",
                    "this is not a kubeconfig");
    if (const auto fine = checkVersionAndKind(document); !fine)
        return fail(fine.error());
    Checker checker(document);
    if (!checker.object(*root, kConfig, {}))
        return fail(checker.takeError());
    view.m_currentContext = textAt(root, "current-context");
    auto all = std::make_shared<Contents>();
    for (const Section section : kSections) {
        const Node *list = find(root, sectionKey(section)).value;
        if (!list || !list->isSequence())
            continue;
        view.m_lists[static_cast<std::size_t>(section)] = list;
        auto &items = all->items[static_cast<std::size_t>(section)];
        auto &positions = all->positions[static_cast<std::size_t>(section)];
        items.reserve(list->count);
        positions.rehash(list->count);
        for (const Node *child = list->first; child; child = child->next) {
            NamedItem item{ {}, child, nullptr, nullptr };
            item.nameNode = find(child->resolved(), "name").value;
            if (item.nameNode && !isNull(*item.nameNode))
                item.name = item.nameNode->value;
            item.body = find(child->resolved(), bodyKey(section)).value;
            if (item.body && !item.body->isMapping())
                item.body = nullptr;
            if (!positions.emplace(item.name, items.size()).second)
                return fail(ErrorCode::Parse,
                            document.where(child->start) + ": duplicate name \""
                                    + Core::singleLine(item.name, 120) + "\" in "
                                    + std::string(sectionKey(section)),
                            "rename or remove one of the two; kubectl cannot read the file either");
            items.push_back(item);
        }
    }
    view.m_contents = std::move(all);
    return view;
}

const std::vector<NamedItem> &FileView::items(Section section) const
{
    static const std::vector<NamedItem> kNone;
    return m_contents ? m_contents->items[static_cast<std::size_t>(section)] : kNone;
}

const NamedItem *FileView::item(Section section, std::string_view name) const
{
    if (!m_contents)
        return nullptr;
    const auto &positions = m_contents->positions[static_cast<std::size_t>(section)];
    const auto found = positions.find(name);
    return found == positions.end() ? nullptr : &items(section)[found->second];
}

std::string_view textAt(const Node *mapping, std::string_view key)
{
    const Node *value = find(mapping, key).value;
    return value && value->isScalar() && !isNull(*value) ? value->value : std::string_view();
}

bool boolAt(const Node *mapping, std::string_view key)
{
    const Node *value = find(mapping, key).value;
    return value && value->isScalar() && scalarType(*value) == ScalarType::Boolean
            && std::string_view("yYtT").find(value->value.front()) != std::string_view::npos;
}

ExecConfig execFrom(const Node &exec)
{
    ExecConfig config;
    config.apiVersion = textAt(&exec, "apiVersion");
    config.command = textAt(&exec, "command");
    config.installHint = textAt(&exec, "installHint");
    config.interactiveMode = textAt(&exec, "interactiveMode");
    config.provideClusterInfo = boolAt(&exec, "provideClusterInfo");
    if (const Node *args = find(&exec, "args").value; args && args->isSequence()) {
        for (const Node *arg = args->first; arg; arg = arg->next)
            config.args.emplace_back(isNull(*arg->resolved()) ? std::string_view()
                                                              : arg->resolved()->value);
    }
    if (const Node *env = find(&exec, "env").value; env && env->isSequence()) {
        for (const Node *item = env->first; item; item = item->next)
            config.env.push_back({ std::string(textAt(item->resolved(), "name")),
                                   std::string(textAt(item->resolved(), "value")) });
    }
    return config;
}

Cluster clusterFrom(const NamedItem &item)
{
    Cluster cluster;
    cluster.name = item.name;
    if (!item.body)
        return cluster;
    for (const Entry &entry : entries(*item.body)) {
        if (!entry.value->isScalar() || isNull(*entry.value))
            continue;
        const std::string_view text = entry.value->value;
        if (entry.key == "server")
            cluster.server = text;
        else if (entry.key == "tls-server-name")
            cluster.tlsServerName = text;
        else if (entry.key == "certificate-authority")
            cluster.certificateAuthority = text;
        else if (entry.key == "certificate-authority-data")
            cluster.certificateAuthorityData = text;
        else if (entry.key == "proxy-url")
            cluster.proxyUrl = text;
        else if (entry.key == "insecure-skip-tls-verify")
            cluster.insecureSkipTlsVerify = boolAt(item.body, entry.key);
    }
    return cluster;
}

User userFrom(const NamedItem &item)
{
    User user;
    user.name = item.name;
    if (!item.body)
        return user;
    for (const Entry &entry : entries(*item.body)) {
        if (entry.value->isMapping() && entry.key == "exec") {
            user.exec = execFrom(*entry.value);
            continue;
        }
        if (entry.value->isMapping() && entry.key == "auth-provider") {
            user.authProvider = textAt(entry.value, "name");
            continue;
        }
        if (!entry.value->isScalar() || isNull(*entry.value) || entry.value->value.empty())
            continue;
        user.hasToken |= entry.key == "token";
        user.hasTokenFile |= entry.key == "tokenFile";
        user.hasClientCertificate |= entry.key.starts_with("client-certificate");
        user.hasBasicAuth |= entry.key == "username" || entry.key == "password";
    }
    return user;
}

Context contextFrom(const NamedItem &item)
{
    Context context;
    context.name = item.name;
    context.cluster = textAt(item.body, "cluster");
    context.user = textAt(item.body, "user");
    context.nameSpace = textAt(item.body, "namespace");
    return context;
}

} // namespace Kubeconfig
