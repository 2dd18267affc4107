// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/settings/settingsstore.h"
#include "ui/ports.h"

namespace Ui {

//! PreferencesPort over the settings file.
class PreferencesAdapter final : public PreferencesPort
{
    Q_OBJECT

public:
    //! \a namespaces is where typed namespaces are remembered.
    PreferencesAdapter(Settings::SettingsStore &store, const std::filesystem::path &namespaces,
                       QObject *parent = nullptr);
    [[nodiscard]] Preferences preferences() const override;
    void setPreferences(const Preferences &preferences) override;
    [[nodiscard]] QStringList rememberedNamespaces(const QString &cluster) const override;
    void rememberNamespace(const QString &cluster, const QString &nameSpace) override;

private:
    void readNamespaces() const;

    Settings::SettingsStore &m_store;
    mutable Settings::JsonFile m_file;
    mutable std::optional<Core::Json> m_namespaces; // an object of arrays; read when first asked for
};

} // namespace Ui
