// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/ipc/wire.h"

#include "app/core/secret.h"

#include <algorithm>

namespace Ipc {

using Core::ErrorCode;

namespace {

constexpr std::size_t kPrefix = 4;

Core::Json errorJson(const Core::Error &error)
{
    return { { "code", Core::errorCodeName(error.code) },
             { "message", error.message },
             { "fix", error.fix } };
}

} // namespace

std::string encodeFrame(std::string_view payload)
{
    const auto size = static_cast<std::uint32_t>(payload.size());
    std::string frame;
    frame.reserve(kPrefix + payload.size());
    for (const int shift : { 24, 16, 8, 0 })
        frame.push_back(static_cast<char>((size >> shift) & 0xFF));
    frame += payload;
    return frame;
}

FrameReader::~FrameReader()
{
    Core::Secret::wipe(m_buffer); // answers carry ID tokens
}

Core::Result<> FrameReader::feed(std::string_view bytes)
{
    m_buffer += bytes;
    // Look at the announced length as soon as it is there: a peer that lies must not make us collect.
    if (m_buffer.size() < kPrefix)
        return {};
    std::uint32_t size = 0;
    for (std::size_t i = 0; i < kPrefix; ++i)
        size = (size << 8) | static_cast<unsigned char>(m_buffer[i]);
    if (size == 0 || size > m_maxBytes)
        return Core::fail(ErrorCode::AgentProtocol,
                          "the other end announced a frame of " + std::to_string(size) + " bytes",
                          "restart the agent: kubectl-lanyard agent stop",
                          "cap " + std::to_string(m_maxBytes));
    return {};
}

std::optional<std::string> FrameReader::next()
{
    if (m_buffer.size() < kPrefix)
        return std::nullopt;
    std::size_t size = 0;
    for (std::size_t i = 0; i < kPrefix; ++i)
        size = (size << 8) | static_cast<unsigned char>(m_buffer[i]);
    if (m_buffer.size() < kPrefix + size)
        return std::nullopt;
    std::string payload = m_buffer.substr(kPrefix, size);
    m_buffer.erase(0, kPrefix + size);
    return payload;
}

std::string encodeRequest(std::string_view op, Core::Json parameters)
{
    if (!parameters.is_object())
        parameters = Core::Json::object();
    parameters["v"] = kProtocolVersion;
    parameters["op"] = op;
    return Core::dumpJson(parameters);
}

Core::Result<Request> decodeRequest(std::string_view payload)
{
    auto json = Core::parseJson(payload, { kMaxRequestBytes, 16, 10'000 });
    if (!json)
        return Core::fail(ErrorCode::AgentProtocol, "the request is not valid: " + json.error().message);
    const auto op = Core::jsonString(*json, "op");
    if (!op || op->empty() || op->size() > 64)
        return Core::fail(ErrorCode::AgentProtocol, "the request does not say what it wants");
    // Newer clients may add names; a client of another protocol version is told so in plain words.
    if (Core::jsonInteger(*json, "v") != kProtocolVersion)
        return Core::fail(ErrorCode::AgentProtocol, "the client speaks another protocol version",
                          "restart the agent after an upgrade: kubectl-lanyard agent stop");
    return Request { *op, std::move(*json) };
}

std::string encodeAnswer(const Core::Result<Core::Json> &answer)
{
    if (answer)
        return Core::dumpJson({ { "ok", true }, { "result", *answer } });
    return Core::dumpJson({ { "ok", false }, { "error", errorJson(answer.error()) } });
}

Core::Result<Core::Json> decodeAnswer(std::string_view payload)
{
    auto json = Core::parseJson(payload, { kMaxAnswerBytes, 32, 200'000 });
    if (!json)
        return Core::fail(ErrorCode::AgentProtocol, "the agent's answer is not valid",
                          "restart the agent: kubectl-lanyard agent stop", json.error().message);
    if (!json->is_object())
        return Core::fail(ErrorCode::AgentProtocol, "the agent's answer is not an object",
                          "restart the agent: kubectl-lanyard agent stop");
    if (Core::jsonBool(*json, "ok", false)) {
        const auto result = json->find("result");
        return result == json->end() ? Core::Json::object() : std::move(*result);
    }
    const auto error = json->find("error");
    if (error == json->end() || !error->is_object())
        return Core::fail(ErrorCode::AgentProtocol, "the agent failed without a reason",
                          "restart the agent: kubectl-lanyard agent stop");
    return Core::fail(Core::errorCodeFromName(Core::jsonString(*error, "code").value_or("")),
                      Core::jsonString(*error, "message").value_or("the agent failed"),
                      Core::jsonString(*error, "fix").value_or(""));
}

namespace {

bool take(std::string_view &text, std::string_view expected)
{
    if (!text.starts_with(expected))
        return false;
    text.remove_prefix(expected.size());
    return true;
}

// The characters of a compact JWS (RFC 7515 section 7.1) and of a timestamp: none is escaped in JSON.
std::string_view takePlain(std::string_view &text)
{
    const auto isPlain = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-'
                || c == '_' || c == ':';
    };
    const auto end = std::find_if_not(text.begin(), text.end(), isPlain);
    const auto plain = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(plain.size());
    return plain;
}

// encodeAnswer() of { "expirationTimestamp", "token" }; the names come sorted.
std::optional<TokenAnswer> usualTokenAnswer(std::string_view text)
{
    if (!take(text, R"({"ok":true,"result":{"expirationTimestamp":")"))
        return std::nullopt;
    const std::string_view expiration = takePlain(text);
    if (!take(text, R"(","token":")"))
        return std::nullopt;
    const std::string_view token = takePlain(text);
    if (token.empty() || text != "\"}}")
        return std::nullopt;
    return TokenAnswer { std::string(token), std::string(expiration) };
}

} // namespace

Core::Result<TokenAnswer> decodeTokenAnswer(std::string_view payload)
{
    if (auto usual = usualTokenAnswer(payload))
        return std::move(*usual);
    auto answer = decodeAnswer(payload);
    if (!answer)
        return Core::fail(answer.error());
    TokenAnswer token { Core::jsonString(*answer, "token").value_or(""),
                        Core::jsonString(*answer, "expirationTimestamp").value_or("") };
    if (token.token.empty())
        return Core::fail(ErrorCode::AgentProtocol, "the agent answered without a token",
                          "restart the agent: kubectl-lanyard agent stop");
    return token;
}

} // namespace Ipc
