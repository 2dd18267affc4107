// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/adapters/preferencesadapter.h"

#include "app/qtsupport/logging.h"
#include "app/qtsupport/strings.h"

namespace Ui {

namespace {

constexpr std::size_t maxClusters = 1000, maxNames = 20;

// The same values by other names: views don't know the settings file.
static_assert(static_cast<int>(Grouping::None) == static_cast<int>(Settings::ContextGrouping::None)
              && static_cast<int>(Grouping::File) == static_cast<int>(Settings::ContextGrouping::File)
              && static_cast<int>(Grouping::Server) == static_cast<int>(Settings::ContextGrouping::Server));

} // namespace

PreferencesAdapter::PreferencesAdapter(Settings::SettingsStore &store, const std::filesystem::path &namespaces,
                                       QObject *parent)
    : PreferencesPort(parent)
    , m_store(store)
    , m_file(namespaces)
{
    connect(&m_store, &Settings::SettingsStore::changed, this, &PreferencesPort::preferencesChanged);
}

Preferences PreferencesAdapter::preferences() const
{
    const Settings::Settings &settings = m_store.settings();
    return { settings.showDiffBeforeSwitch, settings.closeToTray, static_cast<Grouping>(settings.contextGrouping) };
}

void PreferencesAdapter::setPreferences(const Preferences &preferences)
{
    Settings::Settings settings = m_store.settings();
    settings.showDiffBeforeSwitch = preferences.confirmSwitch;
    settings.closeToTray = preferences.closeToTray;
    settings.contextGrouping = static_cast<Settings::ContextGrouping>(preferences.grouping);
    if (const auto saved = m_store.save(settings); !saved) {
        qCWarning(QtSupport::lcUi) << "the settings could not be saved:"
                                   << QtSupport::toQString(saved.error().message);
        Q_EMIT preferencesChanged(); // the boxes go back to what holds
    }
}

void PreferencesAdapter::readNamespaces() const
{
    if (m_namespaces)
        return;
    const auto json = m_file.read(); // a broken file is moved aside by the next write
    m_namespaces = json && json->is_object() ? *json : Core::Json::object();
}

QStringList PreferencesAdapter::rememberedNamespaces(const QString &cluster) const
{
    readNamespaces();
    QStringList names;
    for (const std::string &name : Core::jsonStrings(*m_namespaces, QtSupport::toStdString(cluster)))
        names.append(QtSupport::toQString(name));
    return names;
}

void PreferencesAdapter::rememberNamespace(const QString &cluster, const QString &nameSpace)
{
    QStringList names = rememberedNamespaces(cluster);
    names.removeAll(nameSpace);
    names.prepend(nameSpace);
    const std::string key = QtSupport::toStdString(cluster);
    if (m_namespaces->size() >= maxClusters && !m_namespaces->contains(key))
        return;
    Core::Json list = Core::Json::array();
    for (const QString &name : names.mid(0, maxNames))
        list.push_back(QtSupport::toStdString(name));
    (*m_namespaces)[key] = std::move(list);
    if (const auto saved = m_file.write(*m_namespaces); !saved)
        qCWarning(QtSupport::lcUi) << "a namespace could not be remembered:"
                                   << QtSupport::toQString(saved.error().message);
}

} // namespace Ui
