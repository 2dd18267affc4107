// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"
#include "app/kubeconfig/loadingrules.h"

#include <string>
#include <string_view>

#include <sys/types.h>

//! A context for one shell: a small file in front of the originals in KUBECONFIG. kubectl takes the
//! first current-context and the first entry of a name, and writes both there, so that a switch of
//! context or namespace stays in that shell while clusters and users are read where they stand.
namespace Kubeconfig {

struct Overlay
{
    std::filesystem::path folder; //!< this shell's own, 0700: `config` and `pid`
    std::string text; //!< of `config`
    std::string kubeconfig; //!< the value of KUBECONFIG

    [[nodiscard]] std::filesystem::path file() const { return folder / "config"; }
    //! Holds the process whose end makes the overlay rubbish.
    [[nodiscard]] std::filesystem::path pidFile() const { return folder / "pid"; }
};

//! The files of \a rules without the overlays among them (a shell within a shell), absolute.
[[nodiscard]] std::vector<std::filesystem::path>
originalFiles(const LoadingRules &rules, const std::filesystem::path &shells);

//! Works the overlay out; nothing is written, and its folder has no name yet.
[[nodiscard]] Core::Result<Overlay> planOverlay(const LoadingRules &rules, std::string_view context,
                                                const std::filesystem::path &shells);
//! Makes the folder in \a shells and writes the file.
[[nodiscard]] Core::Result<Overlay> writeOverlay(Overlay overlay,
                                                 const std::filesystem::path &shells);
[[nodiscard]] Core::Result<> setOverlayProcess(const Overlay &overlay, pid_t process);

void removeOverlay(const std::filesystem::path &folder);
//! Removes those of processes that ended; returns how many.
std::size_t removeDeadOverlays(const std::filesystem::path &shells);

} // namespace Kubeconfig
