// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/protection.h"

#include "app/cli/configverbs.h"
#include "app/core/text.h"

#include <ostream>

namespace Cli {

using Core::ErrorCode;
using Core::fail;
using Core::Result;

namespace {

std::filesystem::path marksFile(const Invocation &invocation)
{
    return Core::protectedContextsFile(Core::Paths(invocation.environment));
}

int mark(Invocation &invocation, Core::Protection protection)
{
    const auto options = KubeconfigOptions::parse(invocation);
    if (!options)
        return report(invocation, options.error());
    const auto &names = options->arguments.positional();
    if (names.empty())
        return report(invocation,
                      { ErrorCode::Usage, "give the names of contexts", "see: kubectl lanyard config --help", {} },
                      options->format);
    const bool on = protection == Core::Protection::On;
    const auto config = options->store(invocation).loadContexts();
    for (const std::string &name : names) {
        // A mark for a context that is gone may be taken away, but a typing error protects nothing.
        if (on && (!config || !config->context(name)))
            return report(invocation,
                          config ? Core::Error{ ErrorCode::NotFound,
                                                "there is no context \"" + Core::singleLine(name, 120) + "\"",
                                                "list them with: kubectl lanyard ctx",
                                                {} }
                                 : config.error(),
                          options->format);
    }
    for (const std::string &name : names) {
        if (!options->dryRun) {
            const auto done = Core::setProtection(marksFile(invocation), name, protection);
            if (!done)
                return report(invocation, done.error(), options->format);
        }
        invocation.err << (on ? "Protect context " : "No longer protect context ")
                       << Core::singleLine(name, 120) << (options->dryRun ? ": not done\n" : ": done\n");
    }
    return 0;
}

} // namespace

Result<Core::ProtectedContexts> protectedContexts(const Invocation &invocation)
{
    return Core::ProtectedContexts::read(marksFile(invocation));
}

Result<> askForProtected(const Invocation &invocation, const KubeconfigOptions &options,
                         const std::string &context, const std::string &deed)
{
    if (options.assumeYes || options.dryRun)
        return {};
    const auto marks = protectedContexts(invocation);
    if (!marks)
        return fail(marks.error());
    if (!marks->contains(context))
        return {};
    return fail(ErrorCode::Refused,
                "the context \"" + Core::singleLine(context, 120) + "\" is protected",
                "if you mean it: kubectl lanyard " + deed + " --yes");
}

void markProtected(Invocation &invocation, Core::Json &contexts)
{
    const auto marks = protectedContexts(invocation);
    if (!marks) {
        warn(invocation, Core::toLine(marks.error()));
        return; // without the key: nobody says that they are not protected
    }
    for (Core::Json &context : contexts["contexts"])
        context["protected"] = marks->contains(context["name"].get_ref<const std::string &>());
}

Result<> renameProtected(const Invocation &invocation, const std::string &name,
                         const std::string &newName)
{
    const auto marks = protectedContexts(invocation);
    if (!marks)
        return fail(marks.error());
    if (!marks->contains(name))
        return {};
    // First the new mark: an interruption leaves one too many, not one too few.
    if (const auto added =
                Core::setProtection(marksFile(invocation), newName, Core::Protection::On);
        !added)
        return added;
    return Core::setProtection(marksFile(invocation), name, Core::Protection::Off);
}

int runProtect(Invocation &invocation)
{
    return mark(invocation, Core::Protection::On);
}

int runUnprotect(Invocation &invocation)
{
    return mark(invocation, Core::Protection::Off);
}

} // namespace Cli
