// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/kubeconfig/editor.h"
#include "app/kubeconfig/kubeconfigstore.h"

#include <deque>

namespace Kubeconfig {

//! All files of the loading rules, read once, and the edits on them: what becomes a Plan.
class Workspace
{
public:
    struct File
    {
        std::filesystem::path path;
        bool exists = true;
        Editor editor;
        FileView view; //!< of the current document
    };

    //! Missing files are left out, except an explicit one, which must exist.
    [[nodiscard]] static Core::Result<Workspace>
    open(const LoadingRules &rules, Editor::Sharing sharing = Editor::Sharing::Refuse);

    [[nodiscard]] const std::deque<File> &files() const { return m_files; }
    [[nodiscard]] std::deque<File> &files() { return m_files; }

    //! The file whose entry of that name counts; null if there is none.
    [[nodiscard]] File *fileOf(Section section, std::string_view name);
    //! The effective item; valid until the next edit of its file.
    [[nodiscard]] const NamedItem *item(Section section, std::string_view name);
    [[nodiscard]] std::string currentContext() const;
    //! Where new entries go; made empty if it does not exist.
    [[nodiscard]] Core::Result<File *> defaultFile();
    [[nodiscard]] Core::Result<File *> fileAt(const std::filesystem::path &path);

    //! Runs \a change on the file's editor and refreshes its view.
    template<typename Change> [[nodiscard]] Core::Result<> edit(File &file, Change &&change)
    {
        if (const Core::Result<> done = change(file.editor); !done)
            return done;
        return refresh(file);
    }

    //! Ends the workspace: the bytes are handed over, not copied.
    [[nodiscard]] Plan plan(std::string summary);

private:
    Workspace(LoadingRules rules, Editor::Sharing sharing)
        : m_rules(std::move(rules))
        , m_sharing(sharing)
    {
    }
    [[nodiscard]] static Core::Result<> refresh(File &file);
    [[nodiscard]] Core::Result<> read(const std::filesystem::path &path);

    LoadingRules m_rules;
    Editor::Sharing m_sharing;
    std::deque<File> m_files;
};

//! NotFound: there is no context (cluster, user) of this name.
[[nodiscard]] tl::unexpected<Core::Error> noSuch(Section section, std::string_view name);

//! What an entry says; an entry without a body says nothing.
[[nodiscard]] Value bodyOf(const NamedItem &item);

//! Reads a kubeconfig that others may be rewriting: kubectl truncates before it writes, so a file
//! beside its lock, or one that grew while it was read, is read again for a moment.
[[nodiscard]] Core::Result<std::string> readKubeconfig(const std::filesystem::path &file);

} // namespace Kubeconfig
