// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/verdict.h"

#include <algorithm>
#include <tuple>

namespace Doctor {

namespace {

// Faults of the token that no API server configuration forgives.
bool isFatalAnywhere(std::string_view id)
{
    return id == "token-expired" || id == "claims-unreadable";
}

const Finding *firstFault(const Report &report, bool (*counts)(std::string_view))
{
    const auto found = std::find_if(report.findings.begin(), report.findings.end(), [counts](const Finding &finding) {
        return finding.severity == Severity::Error && counts(finding.id);
    });
    return found == report.findings.end() ? nullptr : &*found;
}

void sort(Report &report)
{
    const auto key = [](const Finding &finding) { return std::tuple(finding.severity, orderOf(finding.id)); };
    std::stable_sort(report.findings.begin(), report.findings.end(),
                     [&key](const Finding &a, const Finding &b) { return key(a) < key(b); });
    // A prediction and a look at the token may find the same thing.
    const auto same = [](const Finding &a, const Finding &b) {
        return a.id == b.id && a.title == b.title && a.evidence == b.evidence;
    };
    report.findings.erase(std::unique(report.findings.begin(), report.findings.end(), same), report.findings.end());
    const auto byOrder = [](const auto &a, const auto &b) { return orderOf(a) < orderOf(b); };
    std::sort(report.checked.begin(), report.checked.end(), byOrder);
    report.checked.erase(std::unique(report.checked.begin(), report.checked.end()), report.checked.end());
    std::stable_sort(report.notChecked.begin(), report.notChecked.end(),
                     [](const NotChecked &a, const NotChecked &b) { return orderOf(a.id) < orderOf(b.id); });
    // Checked by one check and not by another counts as checked only if something was found.
    std::erase_if(report.notChecked, [&report](const NotChecked &entry) {
        return std::any_of(report.findings.begin(), report.findings.end(),
                           [&entry](const Finding &finding) { return finding.id == entry.id; });
    });
    std::erase_if(report.checked, [&report](const std::string &id) {
        return std::any_of(report.notChecked.begin(), report.notChecked.end(),
                           [&id](const NotChecked &entry) { return entry.id == id; });
    });
}

// What the provider does to us it does, whatever the API server thinks of the token.
bool isPredicted(std::string_view id)
{
    return isAuthenticationFault(id) && id != "api-rejected-token" && id != "discovery-invalid"
            && id != "issuer-mismatch" && id != "issuer-not-https" && !id.starts_with("issuer-tls-");
}

// A live answer beats a prediction; both are shown.
void softenPredictions(Report &report)
{
    for (Finding &finding : report.findings) {
        if (finding.severity != Severity::Error || !isPredicted(finding.id))
            continue;
        finding.severity = Severity::Warning;
        finding.evidence += (finding.evidence.empty() ? "" : "; ")
                + std::string("but the API server accepted the token just now, so it runs with another configuration");
    }
}

// The other way round: it should have been accepted.
void tellContradiction(Report &report)
{
    for (Finding &finding : report.findings) {
        if (finding.id == "api-rejected-token")
            finding.evidence += "; by the configuration that was given it would accept it, so it runs with another one, "
                                "or has not reached the provider yet";
    }
}

} // namespace

void conclude(Report &report, const Opinions &opinions)
{
    if (opinions.accepted == true)
        softenPredictions(report);
    if (opinions.accepted == false && opinions.predicted == true)
        tellContradiction(report);
    sort(report);
    const Finding *fault = firstFault(report, isAuthenticationFault);
    if (opinions.accepted) {
        report.verdict = *opinions.accepted ? Verdict::Accepts : Verdict::Rejects;
        report.because = "it was asked just now";
        if (!*opinions.accepted && fault)
            report.because += "; the first reason is " + fault->id;
    } else if (opinions.predicted) {
        report.verdict = *opinions.predicted ? Verdict::Accepts : Verdict::Rejects;
        report.because = "by the configuration that was given; the server itself was not asked";
        if (!*opinions.predicted && fault)
            report.because += "; the first reason is " + fault->id;
    } else if (const Finding *fatal = firstFault(report, isFatalAnywhere)) {
        report.verdict = Verdict::Rejects;
        report.because = fatal->title;
    } else {
        report.verdict = Verdict::Unknown;
    }
}

} // namespace Doctor
