// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace Core {

enum class Durability {
    Synced, //!< on disk when the call returns
    Quick, //!< atomic for readers, but a power cut may lose it: for caches and notes
};

struct ReplaceOptions
{
    //! Mode of a file that does not exist yet; an existing file keeps its own.
    mode_t newFileMode = 0600;
    Durability durability = Durability::Synced;
};

//! Replaces the contents of \a file so that every reader, at every instant and after a crash, sees
//! the old bytes or the new ones: temporary file in the real folder of the (resolved) file, mode
//! and owner copied, fsync, rename, fsync of the folder.
//!
//! A symlink is followed and stays. A file with several hard links or one that cannot be renamed
//! over (a bind mount: EBUSY, EXDEV) is written in place after a backup beside it was synced.
//! Any failure leaves the old bytes and no temporary file. Blocking; safe from any thread.
[[nodiscard]] Result<> replaceFile(const std::filesystem::path &file, std::string_view bytes,
                                   const ReplaceOptions &options = {});

//! Reads a whole regular file of at most \a maxBytes; NotFound, PermissionDenied, TooLarge or Io.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path &file, std::size_t maxBytes);

//! Whether the file holds exactly these bytes, without keeping them.
[[nodiscard]] Result<bool> fileHolds(const std::filesystem::path &file, std::string_view bytes);

//! The error for a failed system call on \a file: \a what = "cannot write".
[[nodiscard]] Error fileError(std::string_view what, const std::filesystem::path &file,
                              int errnoValue);

} // namespace Core
