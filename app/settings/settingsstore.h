// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/result.h"
#include "app/settings/jsonfile.h"
#include "app/settings/settings.h"

#include <QObject>

#include <filesystem>

namespace Settings {

//! The settings and their file (`config()/settings.json`). JSON and not an INI, so that it is
//! parsed with the same limits and replaced as atomically as everything else.
class SettingsStore final : public QObject
{
    Q_OBJECT

public:
    explicit SettingsStore(const std::filesystem::path &file, QObject *parent = nullptr);
    ~SettingsStore() override;

    [[nodiscard]] const std::filesystem::path &file() const { return m_file.file(); }
    [[nodiscard]] const Settings &settings() const { return m_settings; }

    //! Reads the file. Without one: the defaults, and success. With one that makes no sense: an
    //! error that says what, the defaults for that part, and the file stays until the next save()
    //! moves it aside.
    [[nodiscard]] Core::Result<> load();
    //! Writes, then takes over; after a failure the old settings go on.
    [[nodiscard]] Core::Result<> save(const Settings &settings);

Q_SIGNALS:
    //! After load() or save(), if settings() differ from before.
    void changed();

private:
    void take(const Settings &settings);

    JsonFile m_file;
    Core::Json m_document; // with what a later version may have added
    Settings m_settings;
};

} // namespace Settings
