// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
//
// KUBERNETES_EXEC_INFO of whoever calls us: accepted is one of the two versions that client-go speaks, and the
// answer to it is JSON of that version.
#include "app/cli/execcredential.h"
#include "app/cli/execinfo.h"
#include "app/core/json.h"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string bytes(reinterpret_cast<const char *>(data), size);
    const Core::Environment environment = [&bytes](std::string_view name) -> std::optional<std::string> {
        return name == "KUBERNETES_EXEC_INFO" ? std::optional(bytes) : std::nullopt;
    };
    const auto info = Cli::ExecInfo::fromEnvironment(environment);
    if (!info) {
        require(info.error().code == Core::ErrorCode::Usage && !info.error().message.empty());
    } else {
        require(info->apiVersion == Cli::kExecV1 || info->apiVersion == Cli::kExecV1Beta1);
        require(info->isGiven == !bytes.empty());
    }
    // Whatever the agent would say, what we print is one line of JSON.
    const std::string line = Cli::execCredential(Cli::kExecV1, bytes, bytes);
    require(line.find('\n') == line.size() - 1);
    const auto json = Core::parseJson(line);
    require(json && Core::jsonString(*json, "apiVersion") == Cli::kExecV1);
    return 0;
}
