// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/configverbs.h"
#include "app/cli/kubeconfigoptions.h"
#include "app/core/atomicfile.h"
#include "app/core/text.h"
#include "app/kubeconfig/document.h"
#include "app/kubeconfig/lint.h"
#include "app/kubeconfig/operations.h"

#include <istream>
#include <ostream>

namespace Cli {

using Core::ErrorCode;
using Core::fail;
using Core::Result;
using Kubeconfig::Conflicts;
using Kubeconfig::KubeconfigStore;
using Kubeconfig::Risk;

namespace {

Result<std::string> readInput(Invocation &invocation, const std::string &name)
{
    if (name != "-")
        return Core::readFile(name, Kubeconfig::kMaxFileBytes);
    std::string bytes;
    char chunk[65536];
    while (invocation.in.read(chunk, sizeof chunk) || invocation.in.gcount() > 0) {
        bytes.append(chunk, static_cast<std::size_t>(invocation.in.gcount()));
        if (bytes.size() > Kubeconfig::kMaxFileBytes)
            return fail(ErrorCode::TooLarge, "the input is larger than 64 MiB");
    }
    return bytes;
}

Result<Conflicts> conflictsOf(const Arguments &arguments)
{
    const std::string text = arguments.value("--on-conflict").value_or("fail");
    if (text == "fail")
        return Conflicts::Fail;
    if (text == "rename")
        return Conflicts::Rename;
    if (text == "replace")
        return Conflicts::Replace;
    if (text == "skip")
        return Conflicts::Skip;
    return fail(ErrorCode::Usage, "--on-conflict knows fail, rename, replace and skip",
                "see --help");
}

// What weakens or runs something needs a yes; a path or an insecure server is told only.
bool needsConsent(const Risk &risk)
{
    return risk.kind == Risk::Kind::Command || risk.kind == Risk::Kind::Insecure
            || risk.kind == Risk::Kind::Proxy || risk.kind == Risk::Kind::PlainHttp
            || risk.kind == Risk::Kind::Impersonation;
}

Core::Json toJson(const std::vector<Risk> &risks)
{
    Core::Json list = Core::Json::array();
    for (const Risk &risk : risks)
        list.push_back({ { "kind", Kubeconfig::riskName(risk.kind) },
                         { "entry", risk.entry },
                         { "text", risk.text },
                         { "line", risk.position.line },
                         { "column", risk.position.column } });
    return { { "review", std::move(list) } };
}

} // namespace

int runImport(Invocation &invocation)
{
    constexpr Option kOptions[] = { { "--on-conflict", 0, true }, { "--review" } };
    const auto options = KubeconfigOptions::parse(invocation, kOptions);
    if (!options)
        return report(invocation, options.error());
    const auto &names = options->arguments.positional();
    const auto conflicts = conflictsOf(options->arguments);
    if (!conflicts || names.size() != 1)
        return report(invocation,
                      conflicts ? Core::Error{ ErrorCode::Usage,
                                               "give one file, or - for the standard input",
                                               "see: kubectl lanyard config --help",
                                               {} }
                                : conflicts.error(),
                      options->format);
    const auto bytes = readInput(invocation, names[0]);
    if (!bytes)
        return report(invocation, bytes.error(), options->format);
    const std::string shown = names[0] == "-" ? "the standard input" : names[0];
    const auto risks = Kubeconfig::reviewImport(*bytes, shown);
    if (!risks)
        return report(invocation, risks.error(), options->format);
    std::size_t consents = 0;
    for (const Risk &risk : *risks) {
        consents += needsConsent(risk) ? 1U : 0U;
        if (options->format == OutputFormat::Text)
            invocation.err << "  line " << risk.position.line << ": "
                           << Core::singleLine(risk.entry) << ": "
                           << Kubeconfig::riskName(risk.kind) << ": " << Core::singleLine(risk.text)
                           << '\n';
    }
    const bool reviewOnly = options->arguments.has("--review");
    if (options->format == OutputFormat::Json && (reviewOnly || options->dryRun))
        invocation.out << Core::dumpJson(toJson(*risks), 2) << '\n';
    if (reviewOnly)
        return 0;
    if (consents > 0 && !options->assumeYes && !options->dryRun)
        return report(invocation,
                      { ErrorCode::Refused,
                        shown + " would run programs or weaken the connection in "
                                + std::to_string(consents) + " places, listed above",
                        "look at them, then run it again with --yes",
                        {} },
                      options->format);
    const std::filesystem::path folder = names[0] == "-"
            ? std::filesystem::path(".")
            : std::filesystem::path(names[0]).parent_path();
    return change(invocation, *options, [&](const KubeconfigStore &store) {
        return Kubeconfig::planImport(store.rules(), *bytes, shown, folder, *conflicts);
    });
}

int runExport(Invocation &invocation)
{
    constexpr Option kOptions[] = {
        { "--context", 0, true }, { "--with-secrets" }, { "--embed-certs" }, { "--to", 0, true }
    };
    const auto options = KubeconfigOptions::parse(invocation, kOptions);
    if (!options)
        return report(invocation, options.error());
    const auto store = options->store(invocation);
    const Arguments &arguments = options->arguments;
    const auto context = arguments.value("--context");
    if (!context || !arguments.positional().empty())
        return report(invocation,
                      { ErrorCode::Usage,
                        "say which one with --context NAME",
                        "see: kubectl lanyard config --help",
                        {} },
                      options->format);
    const auto text = Kubeconfig::exportContext(
            store.rules(), *context,
            arguments.has("--with-secrets") ? Kubeconfig::Secrets::Include
                                            : Kubeconfig::Secrets::Leave,
            arguments.has("--embed-certs") ? Kubeconfig::Certificates::Embed
                                           : Kubeconfig::Certificates::AsWritten);
    if (!text)
        return report(invocation, text.error(), options->format);
    const auto file = arguments.value("--to");
    if (!file || options->dryRun) {
        invocation.out << *text;
        return 0;
    }
    std::error_code ignored;
    if (std::filesystem::exists(*file, ignored))
        return report(invocation,
                      { ErrorCode::Conflict,
                        Core::singleLine(*file) + " is already there",
                        "name another file",
                        {} },
                      options->format);
    const auto written = Core::replaceFile(*file, *text);
    return written ? 0 : report(invocation, written.error(), options->format);
}

int runLint(Invocation &invocation)
{
    const auto options = KubeconfigOptions::parse(invocation);
    if (!options)
        return report(invocation, options.error());
    const auto findings = Kubeconfig::lint(options->store(invocation).rules());
    Core::Json list = Core::Json::array();
    bool errors = false;
    for (const Kubeconfig::LintFinding &finding : findings) {
        errors = errors || finding.severity == Kubeconfig::Severity::Error;
        list.push_back({ { "id", finding.id },
                         { "severity", Kubeconfig::severityName(finding.severity) },
                         { "file", finding.file.string() },
                         { "line", finding.position.line },
                         { "column", finding.position.column },
                         { "message", finding.message },
                         { "fix", finding.fix } });
        if (options->format == OutputFormat::Text)
            invocation.out << Core::singleLine(finding.file.string()) << ':'
                           << finding.position.line << ':' << finding.position.column << ": "
                           << Kubeconfig::severityName(finding.severity) << ": "
                           << Core::singleLine(finding.message)
                           << (finding.fix.empty() ? ""
                                                   : " (" + Core::singleLine(finding.fix) + ")")
                           << " [" << finding.id << "]\n";
    }
    if (options->format == OutputFormat::Json)
        invocation.out << Core::dumpJson({ { "findings", std::move(list) } }, 2) << '\n';
    return errors ? 1 : 0;
}

} // namespace Cli
