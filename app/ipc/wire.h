// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/core/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

//! The agent protocol. A frame is a 4-byte big-endian length and that many bytes of UTF-8 JSON:
//! request {"v":1,"op":"get-token",…}, answer {"ok":true,"result":{…}} or
//! {"ok":false,"error":{"code","message","fix"}}. One connection carries any number of them in turn.
//! No request returns a refresh token.
namespace Ipc {

inline constexpr std::size_t kMaxRequestBytes = 256 * 1024;
inline constexpr std::size_t kMaxAnswerBytes = 4 * 1024 * 1024;
inline constexpr int kProtocolVersion = 1;

//! Length prefix + payload.
[[nodiscard]] std::string encodeFrame(std::string_view payload);

//! Collects bytes into frames.
class FrameReader
{
public:
    explicit FrameReader(std::size_t maxBytes) : m_maxBytes(maxBytes) { }
    //! Adds bytes as they come. AgentProtocol when a frame announces more than the cap (or nothing):
    //! the connection is then of no use.
    [[nodiscard]] Core::Result<> feed(std::string_view bytes);
    //! The next whole frame's payload, if there is one.
    [[nodiscard]] std::optional<std::string> next();
    ~FrameReader();

private:
    std::size_t m_maxBytes;
    std::string m_buffer;
};

//! Builds and reads the envelope.
[[nodiscard]] std::string encodeRequest(std::string_view op, Core::Json parameters);
struct Request
{
    std::string op;
    Core::Json parameters; //!< the whole request object
};
[[nodiscard]] Core::Result<Request> decodeRequest(std::string_view payload);
[[nodiscard]] std::string encodeAnswer(const Core::Result<Core::Json> &answer);
//! The result, or the error that the agent sent.
[[nodiscard]] Core::Result<Core::Json> decodeAnswer(std::string_view payload);

//! What get-token is answered.
struct TokenAnswer
{
    std::string token; //!< never empty; the caller wipes it
    std::string expirationTimestamp; //!< RFC 3339, may be empty
};
//! The same as decodeAnswer() for get-token. The bytes that our own agent sends for a usual token are
//! recognised as they stand; every other answer takes the general way.
[[nodiscard]] Core::Result<TokenAnswer> decodeTokenAnswer(std::string_view payload);

} // namespace Ipc
