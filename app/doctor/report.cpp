// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/report.h"

#include "app/core/text.h"

#include <algorithm>
#include <map>

namespace Doctor {

using Core::Json;

namespace {

// A fix may have several lines (YAML): each one is made safe for itself.
std::string block(std::string_view label, std::string_view text)
{
    std::string result;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string lead = result.empty() ? std::string(label) : std::string();
        lead.resize(14, ' ');
        result += "    " + lead + Core::singleLine(rest.substr(0, end)) + '\n';
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return result;
}

std::string_view verdictSentence(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Accepts:
        return "The API server accepts your credential";
    case Verdict::Rejects:
        return "The API server rejects your credential";
    case Verdict::Unknown:
        break;
    }
    return "Whether the API server accepts your credential is not known";
}

} // namespace

std::string_view verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Accepts:
        return "accepts";
    case Verdict::Rejects:
        return "rejects";
    case Verdict::Unknown:
        break;
    }
    return "unknown";
}

bool Report::hasErrors() const
{
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding &finding) { return finding.severity == Severity::Error; });
}

Json toJson(const Report &report)
{
    Json findings = Json::array();
    for (const Finding &finding : report.findings)
        findings.push_back({ { "id", finding.id },
                             { "severity", severityName(finding.severity) },
                             { "title", finding.title },
                             { "evidence", finding.evidence },
                             { "fix", finding.fix },
                             { "serverLog", finding.serverLog } });
    Json notChecked = Json::array();
    for (const NotChecked &entry : report.notChecked)
        notChecked.push_back({ { "id", entry.id }, { "why", entry.why } });
    return { { "verdict", verdictName(report.verdict) },
             { "findings", std::move(findings) },
             { "checked", report.checked },
             { "notChecked", std::move(notChecked) } };
}

std::string toText(const Report &report)
{
    std::string text(verdictSentence(report.verdict));
    text += (report.because.empty() ? "" : ": " + Core::singleLine(report.because)) + ".\n";
    for (const Finding &finding : report.findings) {
        text += '\n' + std::string(severityName(finding.severity)) + "  " + finding.id + ": "
                + Core::singleLine(finding.title) + '\n';
        text += block("seen", finding.evidence) + block("server's log", finding.serverLog)
                + block("to mend it", finding.fix);
    }
    text += '\n' + std::to_string(report.checked.size()) + " checked";
    if (report.notChecked.empty())
        return text + ".\n";
    std::map<std::string, std::string> byReason; // one line a reason
    for (const NotChecked &entry : report.notChecked) {
        std::string &ids = byReason[entry.why];
        ids += (ids.empty() ? "" : ", ") + entry.id;
    }
    text += ", " + std::to_string(report.notChecked.size()) + " not checked:\n";
    for (const auto &[why, ids] : byReason)
        text += "  " + Core::singleLine(why) + ": " + ids + '\n';
    return text;
}

} // namespace Doctor
