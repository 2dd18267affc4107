// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
//
// The agent's socket: any bytes in any pieces. A frame that comes out is a request, an answer or
// refused, and never longer than announced.
#include "app/ipc/wire.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    constexpr std::size_t kCap = 4096;
    Ipc::FrameReader reader(kCap);
    const std::size_t piece = size > 0 ? 1 + data[0] % 64U : 1;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        if (!reader.feed(bytes.substr(at, piece)))
            return 0;
        while (const auto frame = reader.next()) {
            if (frame->empty() || frame->size() > kCap)
                std::abort();
            if (const auto request = Ipc::decodeRequest(*frame)) {
                // What we understood must survive its own encoding.
                const auto again = Ipc::decodeRequest(Ipc::encodeRequest(request->op, request->parameters));
                if (!again || again->op != request->op)
                    std::abort();
            }
            (void)Ipc::decodeAnswer(*frame);
        }
    }
    return 0;
}
