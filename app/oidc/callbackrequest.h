// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"
#include "app/core/secret.h"

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace Oidc {

//! Where the browser's answer must arrive.
struct CallbackTarget
{
    std::string path = "/"; //!< exactly this, not decoded
    std::vector<std::string> hosts; //!< allowed values of `Host`: an IP literal or localhost, with the port
};

//! The query of a well-formed request to our redirect URI, each value decoded once.
using CallbackParameters = std::map<std::string, std::string, std::less<>>;

//! Reads one HTTP request of anybody who connects, as its bytes arrive: no Qt, no memory beyond the
//! limits, no opinion about what the parameters mean.
//!
//! Only a browser's top-level GET of our own address passes. What else knocks during a login:
//! favicon requests and preconnects (normal), pages that scan ports or try DNS rebinding (`Host`),
//! scripts and forms of web pages (`Origin`, `Sec-Fetch-Mode`), prefetchers (`Sec-Purpose`).
class CallbackParser
{
public:
    static constexpr std::size_t kMaxRequestLine = 8 * 1024;
    static constexpr std::size_t kMaxHeaderBytes = 16 * 1024;
    static constexpr std::size_t kMaxHeaders = 100;
    static constexpr std::size_t kMaxParameters = 50;

    enum class State {
        NeedsMore,
        Refused, //!< answer with httpStatus() and hang up
        Complete,
    };

    explicit CallbackParser(CallbackTarget target) : m_target(std::move(target)) { }
    ~CallbackParser() { Core::Secret::wipe(m_buffer); }
    CallbackParser(CallbackParser &&) = default;
    CallbackParser &operator=(CallbackParser &&) = delete;
    CallbackParser(const CallbackParser &) = delete;
    CallbackParser &operator=(const CallbackParser &) = delete;

    //! Bytes after Refused or Complete are ignored.
    State feed(std::string_view bytes);
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] int httpStatus() const { return m_status; }
    [[nodiscard]] const CallbackParameters &parameters() const { return m_parameters; }

private:
    State refuse(int status);
    State parseRequest(std::string_view head);
    State parseTarget(std::string_view target);
    int checkHeaders(std::string_view lines) const;

    CallbackTarget m_target;
    std::string m_buffer;
    State m_state = State::NeedsMore;
    int m_status = 0;
    CallbackParameters m_parameters;
};

//! What one attempt waits for.
struct CallbackExpectation
{
    Core::Secret state;
    std::string issuer;
    bool issRequired = false; //!< the provider advertises RFC 9207
};

struct CallbackIgnored
{
    int httpStatus = 400; //!< somebody else's request: the login goes on
};
struct CallbackCode
{
    Core::Secret code;
};
using CallbackVerdict = std::variant<CallbackIgnored, CallbackCode, Core::Error>;

//! Decides what a request means for the attempt. Nothing without our `state` means anything, an
//! `error` included, or any web page could abort a login. With our `state` the answer is final: a
//! code, the provider's refusal, or a wrong `iss` (RFC 9207 section 2.4: a mix-up, the code must not
//! be sent anywhere).
[[nodiscard]] CallbackVerdict judgeCallback(const CallbackParameters &parameters,
                                            const CallbackExpectation &expected);

} // namespace Oidc
