// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/kubeconfig/shapes.h"

#include <algorithm>
#include <random>

namespace Shapes {

namespace {

constexpr const char *kPlain = "apiVersion: v1\n"
                               "kind: Config\n"
                               "# clusters\n"
                               "clusters:\n"
                               "- cluster:\n"
                               "    certificate-authority-data: QUJD\n"
                               "    server: https://a.example.test:6443 # east\n"
                               "  name: a\n"
                               "contexts:\n"
                               "- context:\n"
                               "    cluster: a\n"
                               "    namespace: dev\n"
                               "    user: u\n"
                               "  name: one\n"
                               "- name: two\n"
                               "  context: {cluster: a, user: u}\n"
                               "current-context: one\n"
                               "preferences: {}\n"
                               "users:\n"
                               "- name: u\n"
                               "  user:\n"
                               "    token: t\n";

std::string replaced(std::string text, const std::string &what, const std::string &with)
{
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

std::string utf16(const std::string &text)
{
    std::string out = "\xFF\xFE";
    for (const char c : text) {
        out += c;
        out += '\0';
    }
    return out;
}

std::string aliasBomb()
{
    std::string text = "a: &a [x, x, x, x, x, x, x, x, x]\n";
    for (char c = 'b'; c < 'j'; ++c) {
        const std::string before(1, static_cast<char>(c - 1));
        text += std::string(1, c) + ": &" + c + " [";
        for (int i = 0; i < 9; ++i)
            text += (i ? ", *" : "*") + before;
        text += "]\n";
    }
    return text;
}

std::string nested(int levels)
{
    return "extra: " + std::string(static_cast<std::size_t>(levels), '[')
            + std::string(static_cast<std::size_t>(levels), ']') + "\n" + kPlain;
}

std::string named(const std::string &name)
{
    return replaced(kPlain, "  name: one\n", "  name: " + name + "\n");
}

} // namespace

std::vector<Shape> handWritten()
{
    const std::string plain = kPlain;
    std::vector<Shape> all = {
        { "plain", plain },
        { "empty", "" },
        { "only comments", "# nothing here\n\n" },
        { "null document", "null\n" },
        { "empty first document", "---\n---\n" + plain },
        { "CRLF without a last line end",
          replaced(plain, "\n", "\r\n").substr(0, replaced(plain, "\n", "\r\n").size() - 2) },
        { "BOM and letters beyond ASCII", "\xEF\xBB\xBF# k\xC3\xB6pf \xE2\x9C\x93\n" + plain },
        { "UTF-16", utf16(plain) },
        { "one line of JSON",
          R"({"apiVersion":"v1","kind":"Config","clusters":[{"name":"a","cluster":{"server":"https://a"}}],)"
          R"("contexts":[{"name":"one","context":{"cluster":"a","user":"u"}},{"name":"two","context":)"
          R"({"cluster":"a","user":"u"}}],"current-context":"one","users":[{"name":"u","user":{"token":"t"}}]})" },
        { "JSON with tabs",
          "{\n\t\"contexts\": [\n\t\t{\"name\": \"one\", \"context\": {\"cluster\": \"a\"}},\n"
          "\t\t{\"name\": \"two\", \"context\": {}}\n\t],\n\t\"current-context\": \"one\"\n}\n" },
        { "JSON with \\/", R"({"contexts":[{"name":"one","context":{"cluster":"a\/b"}}]})", false,
          true, "libyaml takes the escape that go-yaml refuses" },
        { "two documents", plain + "---\nkind: Other\ncurrent-context: x\n" },
        { "garbage after the end", plain + "...\n@@ garbage ]]\n" },
        { "leading dashes", "---\n" + plain },
        { "duplicate context", plain + "contexts:\n- name: one\n- name: one\n", false, false },
        { "duplicate users key", "users:\n- name: other\n" + plain },
        { "duplicate current-context", plain + "current-context: two\n" },
        { "name no", named("no"), false, false },
        { "name 123", named("123"), false, false },
        { "name 0x1f", named("0x1f"), false, false },
        { "name 1_000", named("1_000"), false, false },
        { "name 1e3", named("1e3"), false, false },
        { "name .inf", named(".inf"), false, false },
        { "name -1", named("-1"), false, false },
        { "name 0o17", named("0o17"), false, false },
        { "name 0b11", named("0b11"), false, false },
        { "name 089", named("089"), false, false },
        { "name quoted 123", named("\"123\"") },
        { "name 12:30", named("12:30") },
        { "name 2024-01-01", named("2024-01-01") },
        { "name 1.2.3", named("1.2.3") },
        { "name =", named("=") },
        { "name -a", named("-a") },
        { "name tRue", named("tRue") },
        { "name ~", named("~") },
        { "name 0x", named("0x") },
        { "name 1_", named("1_"), false, false },
        { "name +12", named("+12"), false, false },
        { "name 1e999", named("1e999") },
        { "anchors and aliases",
          "x-ca: &ca QUJD\nclusters:\n- name: a\n  cluster: &c {certificate-authority-data: *ca, "
          "server: "
          "https://a}\n- name: b\n  cluster: *c\ncontexts:\n- name: one\n  context: {cluster: a, "
          "user: u}\n- "
          "name: two\n  context: {cluster: b, user: u}\ncurrent-context: one\nusers:\n- name: u\n  "
          "user: "
          "{token: t}\n" },
        { "merged exec",
          "x: &e\n  apiVersion: client.authentication.k8s.io/v1\n  command: c\n  interactiveMode: "
          "Never\n"
          "users:\n- name: u\n  user:\n    exec:\n      <<: *e\n      args: [x]\ncontexts:\n- "
          "name: one\n  "
          "context: {cluster: a, user: u}\n- name: two\n  context: {cluster: a, user: u}\n" },
        { "merge after a key wins",
          "x: &e {cluster: merged}\ncontexts:\n- name: one\n  context:\n    cluster: own\n    <<: "
          "*e\n- name: "
          "two\n  context:\n    <<: *e\n    cluster: own\n" },
        { "merge of a list",
          "x: [&p {cluster: p}, &q {cluster: q, user: q}]\ncontexts:\n- name: one\n  context:\n "
          "   <<: [*p, *q]\n- name: two\n" },
        { "alias bomb", aliasBomb(), false, false },
        { "alias of itself", "a: &a [*a]\n" + plain, false, false },
        { "unknown alias", "a: *nobody\n" + plain, false, false },
        { "CA as a literal block with a comment after it",
          replaced(plain, "certificate-authority-data: QUJD\n",
                   "certificate-authority-data: |\n      QUJD\n      REVG\n\n    # after\n") },
        { "CA as a folded block",
          replaced(plain, "certificate-authority-data: QUJD\n",
                   "certificate-authority-data: >-\n      QUJD\n      REVG\n"),
          false, false },
        { "token as a kept block",
          replaced(plain, "    token: t\n", "    token: |+\n      t\n\n") + "extra: x\n" },
        { "dashes indented and not",
          replaced(plain, "users:\n- name: u\n  user:\n    token: t\n",
                   "users:\n    -   name: u\n        user:\n            token: t\n") },
        { "dash on its own line",
          replaced(plain, "- name: two\n  context: {", "-\n  name: two\n  context: {") },
        { "comments between the keys of an item",
          replaced(plain, "- name: two\n",
                   "# above two\n- # beside\n  name: two # two\n  # between\n") },
        { "flow users over several lines",
          replaced(plain, "users:\n- name: u\n  user:\n    token: t\n",
                   "users: [\n  {name: u, # u\n   user: {token: t}},\n] # end\n") },
        { "nulls",
          "users: null\nclusters: []\ncontexts:\n- name: one\n  context:\n- name: two\n  context: "
          "null\n"
          "current-context:   # none\n" },
        { "missing contexts", "clusters: []\n" },
        { "unknown fields and keys n and on",
          replaced(plain, "    user: u\n  name: one\n",
                   "    user: u\n    extensions:\n    - name: x\n      extension: {n: 1.50, on: "
                   "yes, "
                   "deep: [1, {y: 2}]}\n    x-mine: keep\n  name: one\n") },
        { "capital Clusters", replaced(plain, "clusters:", "Clusters:") },
        { "capital APIVERSION", replaced(plain, "apiVersion:", "APIVERSION:") },
        { "apiVersion v2", replaced(plain, "apiVersion: v1", "apiVersion: v2"), false, false },
        { "kind Pod", replaced(plain, "kind: Config", "kind: Pod"), false, false },
        { "tab indentation", "contexts:\n\t- name: one\n", false, false },
        { "latin-1", "x: \xE4\n" + plain, false, false },
        { "NUL", plain + std::string("x: a\0b\n", 7), false, false },
        { "colon inside a plain scalar", "x: a: b\n" + plain, false, false },
        { "list as name", replaced(plain, "  name: one\n", "  name: [one]\n"), false, false },
        { "text as list", "users: nobody\n", false, false },
        { "text as boolean",
          replaced(plain, "    certificate-authority-data: QUJD\n",
                   "    insecure-skip-tls-verify: \"true\"\n"),
          false, false },
        { "list of numbers as args",
          "users:\n- name: u\n  user:\n    exec:\n      command: c\n      args: [1]\n", false,
          false },
        { "number for a provider setting",
          "users:\n- name: u\n  user:\n    auth-provider:\n      name: oidc\n      config: {port: "
          "80}\n",
          false, false },
        { "20 levels", nested(20) },
        { "quoted keys",
          "\"contexts\":\n- \"name\": 'one'\n  'context': {\"cluster\": \"a\"}\n- name: two\n" },
        { "explicit keys", "? contexts\n: - name: one\n  - name: two\n? current-context\n: one\n" },
        { "tags",
          "contexts:\n- !!map\n  name: !!str 123\n- name: !!str two\n  context: {cluster: ! a}\n" },
        { "list as key", "[a, b]: c\n" + plain, false, false },
        { "mapping as key", "{a: b}: c\n" + plain, false, false },
        { "null as key", "x: {null: 1}\n" + plain, false, false },
        { "merge of a text", "<<: text\n" + plain, false, false },
        { "merge of a list of texts", "<<: [text]\n" + plain, false, false },
        { "tag that does not fit", "x: !!int foo\n" + plain, false, false },
        { "not a number", "x: .nan\n" + plain, false, false },
        { "number as key", "x: {1.5: a, .inf: b, 2024-01-01: c}\n" + plain },
        { "binary", "x: !!binary YQ==\n" + plain, true, false,
          "nobody writes it, so it is not worth code" },
        { "several lines of plain text", "x-note: one\n  two\n  three\n" + plain },
        { "a key with a space before its colon",
          replaced(plain, "namespace: dev", "namespace : dev") },
        { "names with quotes, backslashes and line breaks", named(R"("o\"n\\e\n\ttab \u00e9")") },
    };
    return all;
}

namespace {

class Generator
{
public:
    explicit Generator(std::uint32_t seed)
        : m_random(seed)
    {
    }

    std::string run()
    {
        m_dash = pick(3) == 0 ? 2 : pick(6) == 0 ? 4 : 0;
        std::vector<std::string> parts = { scalar("apiVersion", "v1"), scalar("kind", "Config"),
                                           section("clusters"), section("users"),
                                           section("contexts") };
        if (pick(8) != 0)
            parts.push_back(scalar("current-context", pick(2) ? "one" : "three"));
        if (pick(3) == 0)
            parts.push_back("preferences: {}\n");
        if (pick(3) == 0)
            parts.push_back("x-unknown:\n  keep: [1, 2.50, yes]\n  n: text\n");
        std::shuffle(parts.begin(), parts.end(), m_random);
        std::string text = pick(4) == 0 ? "---\n" : "";
        for (const std::string &part : parts) {
            if (pick(3) == 0)
                text += pick(2) ? "# a comment: with \"quotes\" and - dashes\n" : "\n";
            text += part;
        }
        if (pick(6) == 0)
            text += "# the end\n";
        if (pick(6) == 0)
            text = replaced(text, "a comment",
                            "ein K\xC3\xBC"
                            "rzel \xE2\x86\x92");
        if (pick(6) == 0)
            text = replaced(text, "\n", "\r\n");
        if (pick(8) == 0)
            text = "\xEF\xBB\xBF" + text;
        if (pick(6) == 0)
            text.erase(text.find_last_not_of("\r\n") + 1);
        else if (pick(10) == 0)
            text += "---\nother: document\n";
        return text;
    }

private:
    std::uint32_t pick(std::uint32_t below)
    {
        return static_cast<std::uint32_t>(m_random()) % below;
    }

    std::string quoted(const std::string &text)
    {
        switch (pick(4)) {
        case 0:
            return "\"" + text + "\"";
        case 1:
            return "'" + text + "'";
        default:
            return text;
        }
    }

    std::string scalar(const std::string &key, const std::string &value)
    {
        return key + ": " + quoted(value) + (pick(5) == 0 ? "   # " + key : "") + "\n";
    }

    // The members of one body; some are left out or written in flow.
    std::vector<std::pair<std::string, std::string>> body(const std::string &kind, int number)
    {
        std::vector<std::pair<std::string, std::string>> members;
        const std::string at(1, static_cast<char>('a' + number));
        if (kind == "clusters") {
            members.emplace_back("server", quoted("https://" + at + ".example.test:6443"));
            if (pick(2))
                members.emplace_back("certificate-authority-data", quoted("QUJDREVG"));
            if (pick(4) == 0)
                members.emplace_back("insecure-skip-tls-verify", pick(2) ? "false" : "no");
        } else if (kind == "users") {
            if (pick(2))
                members.emplace_back("token", quoted("secret-" + at));
            if (pick(3) == 0)
                members.emplace_back("as-groups", "[g1, " + quoted("g:2") + "]");
            if (pick(2))
                members.emplace_back("exec",
                                     "{apiVersion: client.authentication.k8s.io/v1, command: c, "
                                     "interactiveMode: Never, args: [x, \"--y=z\"]}");
        } else {
            members.emplace_back("cluster", quoted(number == 1 ? "b" : "a"));
            members.emplace_back("user", quoted(number == 1 ? "b" : "a"));
            if (pick(2))
                members.emplace_back("namespace", quoted("team-" + at));
        }
        if (pick(4) == 0)
            members.emplace_back("x-unknown", "keep me");
        std::shuffle(members.begin(), members.end(), m_random);
        return members;
    }

    std::string item(const std::string &kind, int number)
    {
        static const std::string kNames[] = { "one", "two", "three" };
        const std::string key = kind.substr(0, kind.size() - 1);
        const std::string name =
                quoted(kind == "contexts" ? kNames[number]
                                          : std::string(1, static_cast<char>('a' + number)));
        const auto members = body(kind, number);
        const std::string pad(m_dash + 2, ' ');
        std::string inner = key + ":";
        if (members.empty()) {
            inner += " {}\n";
        } else if (pick(5) == 0) {
            inner += " {";
            for (const auto &[k, v] : members)
                inner += (inner.back() == '{' ? "" : ", ") + k + ": "
                        + (v.find(':') != std::string::npos && v.front() != '"' && v.front() != '\''
                                           && v.front() != '{' && v.front() != '['
                                   ? "\"" + v + "\""
                                   : v);
            inner += pick(3) == 0 ? ",} # flow\n" : "}\n";
        } else {
            inner += pick(5) == 0 ? " # " + key + "\n" : "\n";
            const std::size_t more = pick(4) == 0 ? 4 : 2;
            for (const auto &[k, v] : members)
                inner += pad + std::string(more, ' ') + k + ": " + v
                        + (pick(6) == 0 ? " # " + k : "") + "\n";
        }
        std::string text = std::string(m_dash, ' ') + "- ";
        const std::string nameLine = "name: " + name + (pick(6) == 0 ? " # name" : "") + "\n";
        const std::string comment = pick(5) == 0 ? pad + "# inside\n" : "";
        text += pick(2) ? nameLine + comment + pad + inner : inner + comment + pad + nameLine;
        if (pick(6) == 0)
            text = std::string(m_dash, ' ') + "# above\n" + text;
        return text;
    }

    std::string section(const std::string &kind)
    {
        std::string text = kind + ":" + (pick(5) == 0 ? " # " + kind : "") + "\n";
        for (int i = 0; i < (kind == "contexts" ? 3 : 2); ++i)
            text += item(kind, i) + (pick(6) == 0 ? "\n" : "");
        return text;
    }

    std::mt19937 m_random;
    std::size_t m_dash = 0;
};

} // namespace

Shape generated(std::uint32_t seed)
{
    return { "generated " + std::to_string(seed), Generator(seed).run() };
}

} // namespace Shapes
