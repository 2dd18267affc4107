// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/audit/readevents.h"

#include "app/audit/eventname.h"
#include "app/core/atomicfile.h"
#include "app/core/json.h"
#include "app/core/timestamp.h"
#include "app/qtsupport/strings.h"

#include <algorithm>

namespace Audit {

namespace {

// Twice what the writer lets a file grow to.
constexpr std::size_t kMaxFile = 8 * 1024 * 1024;
constexpr Core::JsonLimits kLimits{ 256 * 1024, 2, 32 };

QString text(const Core::Json &json, std::string_view key)
{
    return QtSupport::toQString(Core::jsonString(json, key).value_or(std::string()));
}

// From the end, until there are enough; newest first.
void collect(std::string_view bytes, std::size_t max, std::vector<RecordedEvent> &out)
{
    while (!bytes.empty() && out.size() < max) {
        const std::size_t end = bytes.rfind('\n');
        const std::string_view line = end == std::string_view::npos ? bytes : bytes.substr(end + 1);
        if (auto event = parseEvent(line))
            out.push_back(std::move(*event));
        bytes = end == std::string_view::npos ? std::string_view() : bytes.substr(0, end);
    }
}

} // namespace

std::optional<RecordedEvent> parseEvent(std::string_view line)
{
    if (line.empty())
        return std::nullopt;
    const Core::Result<Core::Json> json = Core::parseJson(line, kLimits);
    if (!json || !json->is_object())
        return std::nullopt;
    const auto time = Core::fromRfc3339(Core::jsonString(*json, "time").value_or(std::string()));
    const auto kind = eventFromName(Core::jsonString(*json, "event").value_or(std::string()));
    if (!time || !kind)
        return std::nullopt;
    RecordedEvent recorded{ *time, {} };
    Event &event = recorded.event;
    event.kind = *kind;
    event.issuer = text(*json, "issuer");
    event.clientId = text(*json, "clientId");
    event.account = text(*json, "account");
    event.requester = { Core::jsonInteger(*json, "pid").value_or(0), text(*json, "program"),
                        text(*json, "terminal") };
    event.subject = text(*json, "subject");
    event.outcome = text(*json, "outcome");
    event.reason = text(*json, "reason");
    return recorded;
}

Core::Result<std::vector<RecordedEvent>> readEvents(const std::filesystem::path &file,
                                                    std::size_t max)
{
    std::vector<RecordedEvent> events;
    for (const std::filesystem::path &each :
         { file, std::filesystem::path(file.string() + ".1") }) {
        if (events.size() >= max)
            break;
        const Core::Result<std::string> bytes = Core::readFile(each, kMaxFile);
        if (bytes)
            collect(*bytes, max, events);
        else if (bytes.error().code != Core::ErrorCode::NotFound)
            return Core::fail(bytes.error());
    }
    std::reverse(events.begin(), events.end());
    return events;
}

} // namespace Audit
