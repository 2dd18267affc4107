// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "tests/oidc/hostilecases.h"

using Callback = Support::BrowserStub::Callback;
using Core::ErrorCode;
using Requests = QList<QByteArray>;

namespace {

// Somebody else's request first, the browser's afterwards: the sign-in must succeed with one code sent.
HostileCase survives(std::string name, std::function<QByteArray(const Callback &)> forged, bool advertisesIss = false)
{
    HostileCase result { .name = "survives " + std::move(name), .tokenRequests = 1, .jwksRequests = 1 };
    result.behaviour.advertisesIss = advertisesIss;
    result.browser = [forged = std::move(forged)](const Callback &callback) {
        return Requests { forged(callback), callback.honest() };
    };
    return result;
}

// The answer has our state and ends the sign-in; the code is sent nowhere.
HostileCase ends(std::string name, ErrorCode error, std::function<QByteArray(const Callback &)> query,
                 bool advertisesIss = false)
{
    HostileCase result { .name = std::move(name), .error = error };
    result.behaviour.advertisesIss = advertisesIss;
    result.browser = [query = std::move(query)](const Callback &callback) {
        return Requests { callback.get(query(callback)), callback.honest() };
    };
    return result;
}

QByteArray raw(const Callback &callback, const QByteArray &line, const QByteArray &headers)
{
    return line + " HTTP/1.1\r\nHost: " + callback.host + "\r\n" + headers + "\r\n";
}

std::vector<HostileCase> forgedStates()
{
    return {
        survives("a wrong state", [](const Callback &c) { return c.get(c.with("state", "wrong")); }),
        survives("a missing state", [](const Callback &c) { return c.get(c.without("state")); }),
        survives("an empty state", [](const Callback &c) { return c.get(c.with("state", "")); }),
        survives("a state with the last character cut",
                 [](const Callback &c) {
                     QByteArray state = c.query.mid(c.query.indexOf("state=") + 6).split('&').constFirst();
                     state.chop(1);
                     return c.get(c.with("state", state));
                 }),
        survives("a doubled state", [](const Callback &c) { return c.get(c.query + "&state=other"); }),
        survives("a doubled state under an encoded name", [](const Callback &c) { return c.get(c.query + "&st%61te=x"); }),
        survives("a doubled code", [](const Callback &c) { return c.get(c.query + "&code=evil"); }),
        survives("a foreign doubled parameter", [](const Callback &c) { return c.get(c.query + "&x=1&x=2"); }),
        survives("an error without state", [](const Callback &c) { return c.get("error=access_denied"); }),
        survives("an error with a wrong state",
                 [](const Callback &c) { return c.get("error=access_denied&state=wrong"); }),
        survives("an error beside the code", [](const Callback &c) { return c.get(c.query + "&error=access_denied"); }),
        survives("an empty code", [](const Callback &c) { return c.get(c.with("code", "")); }),
        survives("no code", [](const Callback &c) { return c.get(c.without("code")); }),
        survives("a code with a line break", [](const Callback &c) { return c.get(c.with("code", "a%0d%0ab")); }),
        survives("a code with a NUL byte", [](const Callback &c) { return c.get(c.with("code", "a%00b")); }),
        survives("a code that is not UTF-8", [](const Callback &c) { return c.get(c.with("code", "%ff%fe")); }),
        survives("a broken percent sign", [](const Callback &c) { return c.get(c.with("code", "%4")); }),
    };
}

std::vector<HostileCase> forgedRequests()
{
    return {
        survives("no query", [](const Callback &c) { return c.get(""); }),
        survives("a favicon request", [](const Callback &c) { return raw(c, "GET /favicon.ico", ""); }),
        survives("another path", [](const Callback &c) { return raw(c, "GET /evil?" + c.query, ""); }),
        survives("a path below ours", [](const Callback &c) { return raw(c, "GET //?" + c.query, ""); }),
        survives("an absolute target", [](const Callback &c) { return raw(c, "GET http://" + c.host + "/?" + c.query, ""); }),
        survives("a POST", [](const Callback &c) { return raw(c, "POST /?" + c.query, "Content-Length: 0\r\n"); }),
        survives("a HEAD", [](const Callback &c) { return raw(c, "HEAD /?" + c.query, ""); }),
        survives("an OPTIONS preflight", [](const Callback &c) { return raw(c, "OPTIONS /", "Origin: https://evil.example\r\n"); }),
        survives("a lower-case method", [](const Callback &c) { return raw(c, "get /?" + c.query, ""); }),
        survives("an Origin header", [](const Callback &c) { return raw(c, "GET /?" + c.query, "Origin: https://evil.example\r\n"); }),
        survives("a script's fetch", [](const Callback &c) { return raw(c, "GET /?" + c.query, "Sec-Fetch-Mode: cors\r\n"); }),
        survives("an image", [](const Callback &c) { return raw(c, "GET /?" + c.query, "Sec-Fetch-Mode: no-cors\r\n"); }),
        survives("a web socket", [](const Callback &c) { return raw(c, "GET /?" + c.query, "Sec-Fetch-Mode: websocket\r\n"); }),
        survives("a prefetch", [](const Callback &c) { return raw(c, "GET /?" + c.query, "Sec-Purpose: prefetch;prerender\r\n"); }),
        survives("DNS rebinding", [](const Callback &c) { return "GET /?" + c.query + " HTTP/1.1\r\nHost: evil.example\r\n\r\n"; }),
        survives("another port in Host", [](const Callback &c) { return "GET /?" + c.query + " HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n"; }),
        survives("two Hosts", [](const Callback &c) { return raw(c, "GET /?" + c.query, "Host: " + c.host + "\r\n"); }),
        survives("no Host", [](const Callback &c) { return "GET /?" + c.query + " HTTP/1.1\r\n\r\n"; }),
        survives("HTTP/0.9", [](const Callback &c) { return "GET /?" + c.query + "\r\n\r\n"; }),
        survives("a request line of three blanks", [](const Callback &) { return QByteArray("GET / \r\n\r\n"); }),
        survives("an endless address", [](const Callback &c) { return raw(c, "GET /?" + QByteArray(200'000, 'a'), ""); }),
        survives("endless headers", [](const Callback &c) { return raw(c, "GET /?" + c.query, "X: " + QByteArray(200'000, 'a') + "\r\n"); }),
        survives("a thousand headers", [](const Callback &c) { return raw(c, "GET /?" + c.query, QByteArray("X: 1\r\n").repeated(1000)); }),
        survives("TLS on the plain port", [](const Callback &) { return QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15); }),
        survives("a folded header", [](const Callback &c) { return raw(c, "GET /?" + c.query, "X: 1\r\n 2\r\n"); }),
        survives("a body", [](const Callback &c) { return raw(c, "GET /?" + c.query, "Content-Length: 2\r\n") + "hi"; }),
        survives("a second request behind it", [](const Callback &c) { return c.honest() + c.honest(); }),
    };
}

std::vector<HostileCase> answers()
{
    std::vector<HostileCase> result {
        ends("iss missing although advertised", ErrorCode::IssuerMismatch, [](const Callback &c) { return c.without("iss"); }, true),
        ends("iss of another issuer", ErrorCode::IssuerMismatch, [](const Callback &c) { return c.with("iss", "https%3A%2F%2Fevil.example"); }, true),
        ends("iss with a slash at the end", ErrorCode::IssuerMismatch,
             [](const Callback &c) { return c.with("iss", "http%3A%2F%2F" + c.host + "%2F"); }, true),
        ends("iss in upper case", ErrorCode::IssuerMismatch,
             [](const Callback &c) { return c.query.contains("http%3A") ? QByteArray(c.query).replace("http%3A", "HTTP%3A") : QByteArray(); }, true),
        ends("iss encoded twice", ErrorCode::IssuerMismatch,
             [](const Callback &c) { return QByteArray(c.query).replace("http%3A", "http%253A"); }, true),
        ends("iss empty", ErrorCode::IssuerMismatch, [](const Callback &c) { return c.with("iss", ""); }, true),
        ends("a wrong iss although not advertised", ErrorCode::IssuerMismatch,
             [](const Callback &c) { return c.query + "&iss=https%3A%2F%2Fevil.example"; }),
        ends("access_denied", ErrorCode::LoginRefused, [](const Callback &c) { return c.without("code") + "&error=access_denied"; }),
        ends("access_denied with a script for a description", ErrorCode::LoginRefused,
             [](const Callback &c) { return c.without("code") + "&error=access_denied&error_description=%3Cscript%3E%1B%5B2J%0A"; }),
        ends("invalid_scope", ErrorCode::ScopeRejected, [](const Callback &c) { return c.without("code") + "&error=invalid_scope"; }),
        ends("unauthorized_client", ErrorCode::ClientUnknown, [](const Callback &c) { return c.without("code") + "&error=unauthorized_client"; }),
        ends("an unknown error", ErrorCode::LoginRefused, [](const Callback &c) { return c.without("code") + "&error=%3Cb%3Enew%0Aline"; }),
        ends("an error without iss although advertised", ErrorCode::IssuerMismatch,
             [](const Callback &c) { return QByteArray(c.without("code")).replace("iss=", "iss_=") + "&error=access_denied"; }, true),
    };
    HostileCase doubled = survives("a doubled iss", [](const Callback &c) { return c.get(c.query + "&iss=https%3A%2F%2Fevil.example"); }, true);
    result.push_back(doubled);
    HostileCase twice { .name = "the code twice", .tokenRequests = 1, .jwksRequests = 1 };
    twice.browser = [](const Callback &callback) { return Requests { callback.honest(), callback.honest() }; };
    result.push_back(twice);
    HostileCase storm { .name = "survives fifty wrong states", .tokenRequests = 1, .jwksRequests = 1 };
    storm.browser = [](const Callback &callback) {
        return Requests(50, callback.get(callback.with("state", "wrong"))) + Requests { callback.honest() };
    };
    result.push_back(storm);
    return result;
}

} // namespace

std::vector<HostileCase> callbackCases()
{
    std::vector<HostileCase> result = forgedStates();
    for (auto *more : { &forgedRequests, &answers }) {
        std::vector<HostileCase> cases = more();
        result.insert(result.end(), cases.begin(), cases.end());
    }
    return result;
}
