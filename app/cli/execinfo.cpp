// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/execinfo.h"

#include "app/core/json.h"
#include "app/core/text.h"

namespace Cli {

using Core::ErrorCode;
using Core::fail;

Core::Result<ExecInfo> ExecInfo::fromEnvironment(const Core::Environment &environment,
                                                 std::string_view fallbackVersion)
{
    ExecInfo info;
    const auto text = environment("KUBERNETES_EXEC_INFO");
    if (!text || text->empty()) {
        info.apiVersion = fallbackVersion;
        return info;
    }
    // One variable is at most 128 KiB on Linux; the text ends with a line break (measured).
    const auto json = Core::parseJson(*text, { 256 * 1024, 64, 20'000 });
    if (!json || !json->is_object())
        return fail(ErrorCode::Usage, "KUBERNETES_EXEC_INFO is not valid JSON"
                            + (json ? std::string(" of an object") : ": " + json.error().message),
                    "let kubectl set it, or unset it");
    if (Core::jsonString(*json, "kind") != "ExecCredential")
        return fail(ErrorCode::Usage, "KUBERNETES_EXEC_INFO is not an ExecCredential", "let kubectl set it, or unset it");
    info.apiVersion = Core::jsonString(*json, "apiVersion").value_or("");
    if (info.apiVersion != kExecV1 && info.apiVersion != kExecV1Beta1)
        return fail(ErrorCode::Usage,
                    "the kubeconfig asks for the exec API version \"" + Core::singleLine(info.apiVersion, 100) + "\"",
                    "set apiVersion: " + std::string(kExecV1) + " in the user's exec entry");
    const auto spec = json->find("spec");
    if (spec != json->end() && spec->is_object())
        info.isInteractive = Core::jsonBool(*spec, "interactive", false);
    info.isGiven = true;
    return info;
}

} // namespace Cli
