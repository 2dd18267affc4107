// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/text.h"
#include "app/oidc/callbackrequest.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// The first byte says in how large segments the rest arrives: how the bytes are cut must not matter.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char *>(data + 1), size - 1);
    const std::size_t step = data[0] == 0 ? bytes.size() + 1 : data[0];
    const Oidc::CallbackTarget target { "/", { "127.0.0.1:8000" } };
    Oidc::CallbackParser cut(target);
    Oidc::CallbackParser whole(target);
    whole.feed(bytes);
    for (std::size_t at = 0; at < bytes.size(); at += step)
        cut.feed(bytes.substr(at, step));

    using State = Oidc::CallbackParser::State;
    // What is complete in one piece may be complete before trailing bytes arrive in pieces; the other way
    // round, parameters must be the same.
    if (whole.state() == State::Complete
        && (cut.state() != State::Complete || cut.parameters() != whole.parameters()))
        std::abort();
    if (whole.state() == State::Refused && whole.httpStatus() < 400)
        std::abort();
    for (const auto &[name, value] : whole.parameters()) {
        if (!Core::isValidUtf8(name) || !Core::isValidUtf8(value))
            std::abort();
    }
    const Oidc::CallbackExpectation expected { Core::Secret("s"), "https://idp.example", (data[0] & 1U) != 0 };
    const Oidc::CallbackVerdict verdict = Oidc::judgeCallback(whole.parameters(), expected);
    const auto state = whole.parameters().find("state");
    const bool ours = state != whole.parameters().end() && state->second == "s";
    if (!ours && !std::holds_alternative<Oidc::CallbackIgnored>(verdict))
        std::abort();
    return 0;
}
