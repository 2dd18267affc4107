// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/settings/jsonfile.h"

#include "app/core/atomicfile.h"
#include "app/core/paths.h"
#include "app/core/text.h"

#include <cerrno>
#include <cstdio>

namespace Settings {

namespace {

constexpr Core::JsonLimits kLimits{ 4 * 1024 * 1024, 16, 200'000 };

} // namespace

Core::Result<Core::Json> JsonFile::read()
{
    m_isBroken = false;
    const Core::Result<std::string> bytes = Core::readFile(m_file, kLimits.maxBytes);
    if (!bytes) {
        // What cannot be read now may be fine: it is moved away all the same rather than
        // overwritten.
        m_isBroken = bytes.error().code != Core::ErrorCode::NotFound;
        return Core::fail(bytes.error());
    }
    Core::Result<Core::Json> json = Core::parseJson(*bytes, kLimits);
    if (!json) {
        m_isBroken = true;
        Core::Error error = json.error();
        error.message = "cannot use " + Core::singleLine(m_file.string()) + ": " + error.message;
        error.fix = "mend the file, or let Lanyard write it anew (the old one is kept beside it)";
        return Core::fail(std::move(error));
    }
    return json;
}

Core::Result<> JsonFile::write(const Core::Json &json)
{
    if (Core::Result<> made = Core::makePrivateDirectory(m_file.parent_path()); !made)
        return made;
    if (m_isBroken) {
        const std::filesystem::path aside = m_file.string() + ".broken";
        if (std::rename(m_file.c_str(), aside.c_str()) != 0 && errno != ENOENT)
            return Core::fail(Core::fileError("cannot move aside", m_file, errno));
        m_isBroken = false;
    }
    return Core::replaceFile(m_file, Core::dumpJson(json, 2) + '\n', { 0600 });
}

} // namespace Settings
