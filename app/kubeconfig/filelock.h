// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/kubeconfigstore.h"

#include <chrono>

namespace Kubeconfig {

//! kubectl's lock of a kubeconfig: `FILE.lock`, made with O_EXCL, gone at the end. kubectl gives up
//! at once when it exists and never heals one that a killed process left; we wait with jitter and
//! say what is in the way. Ours holds a line that tells whose it is, so that a dead holder is
//! known.
class FileLock
{
public:
    struct Options
    {
        std::chrono::milliseconds wait{ 3000 };
        std::chrono::seconds staleAfter{ 60 };
        StaleLock stale = StaleLock::Report;
    };

    //! Locks the path as given, as kubectl does, and for a symlink the real file, too: two names of
    //! one file exclude each other. \a files are taken in sorted order. Makes missing folders
    //! (0755, as kubectl).
    [[nodiscard]] static Core::Result<FileLock> take(std::vector<std::filesystem::path> files,
                                                     const Options &options);

    FileLock(FileLock &&other) noexcept
        : m_locks(std::move(other.m_locks))
    {
        other.m_locks.clear();
    }
    FileLock &operator=(FileLock &&other) noexcept;
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;
    ~FileLock() { release(); }

    void release();

private:
    FileLock() = default;
    std::vector<std::filesystem::path> m_locks;
};

} // namespace Kubeconfig
