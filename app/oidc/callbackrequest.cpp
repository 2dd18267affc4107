// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/callbackrequest.h"

#include "app/core/text.h"
#include "app/oidc/oautherror.h"

#include <algorithm>
#include <optional>

namespace Oidc {

using Core::ErrorCode;

namespace {

constexpr std::string_view kEndOfHead = "\r\n\r\n";

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

// RFC 9110 section 5.6.2: what a method or header name may consist of.
bool isToken(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
    });
}

// What a URL may hold after the browser encoded it; a `#` never travels.
bool isTargetText(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
}

// VSCHAR of RFC 6749 appendix A: what a code or state consists of.
bool isVisible(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// application/x-www-form-urlencoded, decoded once; nothing if malformed or not UTF-8.
std::optional<std::string> decoded(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result.push_back(text[i] == '+' ? ' ' : text[i]);
            continue;
        }
        const int high = i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
        if (low < 0)
            return std::nullopt;
        result.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    if (!Core::isValidUtf8(result))
        return std::nullopt;
    return result;
}

bool startsWith(std::string_view text, std::string_view prefix)
{
    return text.substr(0, prefix.size()) == prefix;
}

std::string valueOf(const CallbackParameters &parameters, std::string_view name)
{
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string() : found->second;
}

} // namespace

CallbackParser::State CallbackParser::refuse(int status)
{
    m_status = status;
    m_parameters.clear();
    Core::Secret::wipe(m_buffer);
    return m_state = State::Refused;
}

CallbackParser::State CallbackParser::feed(std::string_view bytes)
{
    if (m_state != State::NeedsMore)
        return m_state;
    // The end may straddle two segments: look back, but never over the whole buffer again, or a
    // sender of single bytes makes this quadratic.
    const std::size_t from = m_buffer.size() < 3 ? 0 : m_buffer.size() - 3;
    const std::size_t room = kMaxRequestLine + kMaxHeaderBytes + kEndOfHead.size();
    const bool tooMuch = bytes.size() > room - m_buffer.size();
    m_buffer.append(bytes.substr(0, room - m_buffer.size()));

    const std::size_t end = m_buffer.find(kEndOfHead, from);
    if (end != std::string::npos) {
        // A GET has no body, and nobody pipelines a second request to us.
        if (tooMuch || end + kEndOfHead.size() != m_buffer.size())
            return refuse(400);
        return parseRequest(std::string_view(m_buffer).substr(0, end + 2));
    }
    const std::size_t lineEnd = m_buffer.find("\r\n");
    if (lineEnd == std::string::npos && m_buffer.size() > kMaxRequestLine)
        return refuse(414);
    return tooMuch ? refuse(431) : State::NeedsMore;
}

// head: request line and header lines, each with its CRLF.
CallbackParser::State CallbackParser::parseRequest(std::string_view head)
{
    const std::size_t lineEnd = head.find("\r\n");
    const std::string_view line = head.substr(0, lineEnd);
    const std::string_view lines = head.substr(lineEnd + 2);
    if (line.size() > kMaxRequestLine)
        return refuse(414);
    if (lines.size() > kMaxHeaderBytes)
        return refuse(431);
    const std::size_t first = line.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    if (second == std::string_view::npos || !isToken(line.substr(0, first)))
        return refuse(400);
    const std::string_view version = line.substr(second + 1);
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return refuse(400);
    if (line.substr(0, first) != "GET")
        return refuse(405);
    if (const int status = checkHeaders(lines); status != 0)
        return refuse(status);
    return parseTarget(line.substr(first + 1, second - first - 1));
}

// 0 if they are a browser's top-level navigation to us.
int CallbackParser::checkHeaders(std::string_view lines) const
{
    std::size_t count = 0;
    std::optional<std::string> host;
    while (!lines.empty()) {
        const std::size_t end = lines.find("\r\n");
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(end + 2);
        const std::size_t colon = line.find(':');
        if (++count > kMaxHeaders)
            return 431;
        if (colon == std::string_view::npos || !isToken(line.substr(0, colon))
            || std::any_of(line.begin(), line.end(),
                           [](char c) { return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7f; }))
            return 400;
        const std::string name = lowered(line.substr(0, colon));
        const std::string value = lowered(trimmed(line.substr(colon + 1)));
        if (name == "host") {
            if (host)
                return 400;
            host = value;
        } else if (name == "origin" || (name == "sec-fetch-mode" && value != "navigate")
                   || ((name == "sec-purpose" || name == "purpose") && startsWith(value, "prefetch"))) {
            return 403;
        } else if (name == "transfer-encoding" || (name == "content-length" && value != "0")) {
            return 400;
        }
    }
    if (!host)
        return 400;
    // DNS rebinding: a page of evil.example that resolves to 127.0.0.1 still names itself here.
    return std::find(m_target.hosts.begin(), m_target.hosts.end(), *host) == m_target.hosts.end() ? 403 : 0;
}

CallbackParser::State CallbackParser::parseTarget(std::string_view target)
{
    if (!startsWith(target, "/") || !isTargetText(target))
        return refuse(400);
    const std::size_t mark = target.find('?');
    if (target.substr(0, mark) != m_target.path)
        return refuse(404);
    std::string_view query = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
    std::size_t count = 0;
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.empty())
            continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const auto name = decoded(pair.substr(0, equals));
        const auto value = decoded(pair.substr(std::min(equals + 1, pair.size())));
        // RFC 6749 section 3.1: parameters must not come twice. Which one counts is how two readers
        // see two answers.
        if (!name || !value || ++count > kMaxParameters || !m_parameters.emplace(*name, *value).second)
            return refuse(400);
    }
    Core::Secret::wipe(m_buffer);
    return m_state = State::Complete;
}

CallbackVerdict judgeCallback(const CallbackParameters &parameters, const CallbackExpectation &expected)
{
    if (parameters.empty())
        return CallbackIgnored { 404 };
    const std::string state = valueOf(parameters, "state");
    if (expected.state.isEmpty() || !expected.state.equals(state))
        return CallbackIgnored {};
    const bool hasCode = parameters.contains("code");
    const bool hasError = parameters.contains("error");
    if (hasCode == hasError)
        return CallbackIgnored {};

    const auto iss = parameters.find("iss");
    if (iss == parameters.end() && expected.issRequired)
        return Core::Error { ErrorCode::IssuerMismatch,
                             "the answer from the browser does not say which provider it comes from, although "
                                     + expected.issuer + " promises to (parameter \"iss\")",
                             "sign in again; if it stays, tell the provider's administrator", {} };
    if (iss != parameters.end() && iss->second != expected.issuer)
        return Core::Error { ErrorCode::IssuerMismatch,
                             "the answer from the browser comes from \"" + Core::singleLine(iss->second, 200)
                                     + "\" but the sign-in was started at \"" + expected.issuer + "\"",
                             "sign in again; if it stays, check the issuer URL", {} };
    if (hasError)
        return authorizationError(parameters.find("error")->second,
                                  valueOf(parameters, "error_description"));
    std::string code = valueOf(parameters, "code");
    if (code.empty() || !isVisible(code))
        return CallbackIgnored {};
    return CallbackCode { Core::Secret(std::move(code)) };
}

} // namespace Oidc
