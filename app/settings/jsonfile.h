// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"

#include <filesystem>

namespace Settings {

//! One JSON document of ours on disk, mode 0600, replaced atomically. Reading never changes the
//! disk; a file that could not be used is kept as `FILE.broken` by the first write after it, so
//! that a typing mistake costs nobody their settings.
class JsonFile
{
public:
    explicit JsonFile(std::filesystem::path file)
        : m_file(std::move(file))
    {
    }

    [[nodiscard]] const std::filesystem::path &file() const { return m_file; }
    //! NotFound, Parse, TooLarge, Io, …
    [[nodiscard]] Core::Result<Core::Json> read();
    //! The owner found what was read to be unusable, in whole or in part.
    void setBroken() { m_isBroken = true; }
    [[nodiscard]] Core::Result<> write(const Core::Json &json);

private:
    std::filesystem::path m_file;
    bool m_isBroken = false;
};

} // namespace Settings
