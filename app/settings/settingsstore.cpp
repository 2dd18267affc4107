// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/settings/settingsstore.h"

#include "app/core/text.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

namespace Settings {

SettingsStore::SettingsStore(const std::filesystem::path &file, QObject *parent)
    : QObject(parent)
    , m_file(file)
{
}

SettingsStore::~SettingsStore() = default;

Core::Result<> SettingsStore::load()
{
    m_document = Core::Json::object();
    Core::Result<Core::Json> json = m_file.read();
    if (!json) {
        take({});
        if (json.error().code == Core::ErrorCode::NotFound)
            return {};
        return Core::fail(json.error());
    }
    const ReadSettings read = fromJson(*json);
    if (json->is_object())
        m_document = std::move(*json);
    take(read.settings);
    if (read.problems.isEmpty())
        return {};
    m_file.setBroken();
    return Core::fail(Core::ErrorCode::Parse,
                      "some settings in " + Core::singleLine(file().string()) + " are not used: "
                              + QtSupport::toStdString(read.problems.join(", "_L1)),
                      "mend the file, or save the settings (the old file is kept beside it)");
}

Core::Result<> SettingsStore::save(const Settings &settings)
{
    Core::Json document = toJson(settings, m_document);
    if (Core::Result<> written = m_file.write(document); !written)
        return written;
    m_document = std::move(document);
    take(settings);
    return {};
}

void SettingsStore::take(const Settings &settings)
{
    if (m_settings == settings)
        return;
    m_settings = settings;
    Q_EMIT changed();
}

} // namespace Settings
