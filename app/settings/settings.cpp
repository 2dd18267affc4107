// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/settings/settings.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "app/settings/fieldreader.h"

namespace Settings {

namespace {

constexpr EnumNames<LoginPolicy, 4> kLoginPolicies{ { { LoginPolicy::Auto, "auto" },
                                                      { LoginPolicy::Browser, "browser" },
                                                      { LoginPolicy::Notify, "notify" },
                                                      { LoginPolicy::Never, "never" } } };
constexpr EnumNames<Storage, 2> kStorages{ { { Storage::Automatic, "automatic" },
                                             { Storage::Memory, "memory" } } };
constexpr EnumNames<ContextGrouping, 3> kGroupings{ { { ContextGrouping::None, "none" },
                                                      { ContextGrouping::File, "file" },
                                                      { ContextGrouping::Server, "server" } } };

} // namespace

ReadSettings fromJson(const Core::Json &json)
{
    ReadSettings read;
    Settings &settings = read.settings;
    if (!json.is_object()) {
        read.problems += u"the file holds no JSON object"_s;
        return read;
    }
    FieldReader reader(json, read.problems);
    reader.read("loginPolicy", settings.loginPolicy, kLoginPolicies);
    qint64 lead = settings.refreshLead.count();
    reader.readInteger("refreshLeadSeconds", lead, 10, 3600);
    settings.refreshLead = std::chrono::seconds(lead);
    reader.read("showDiffBeforeSwitch", settings.showDiffBeforeSwitch);
    reader.read("closeToTray", settings.closeToTray);
    reader.read("contextGrouping", settings.contextGrouping, kGroupings);
    reader.read("startAtLogin", settings.startAtLogin);
    reader.read("notifyBeforeExpiry", settings.notifyBeforeExpiry);
    reader.read("lockWithScreen", settings.lockWithScreen);
    reader.read("storage", settings.storage, kStorages);
    reader.read("kubeconfigFiles", settings.kubeconfigFiles);
    return read;
}

Core::Json toJson(const Settings &settings, Core::Json base)
{
    Core::Json json = base.is_object() ? std::move(base) : Core::Json::object();
    json["loginPolicy"] = nameOf(settings.loginPolicy, kLoginPolicies);
    json["refreshLeadSeconds"] = settings.refreshLead.count();
    json["showDiffBeforeSwitch"] = settings.showDiffBeforeSwitch;
    json["closeToTray"] = settings.closeToTray;
    json["contextGrouping"] = nameOf(settings.contextGrouping, kGroupings);
    json["startAtLogin"] = settings.startAtLogin;
    json["notifyBeforeExpiry"] = settings.notifyBeforeExpiry;
    json["lockWithScreen"] = settings.lockWithScreen;
    json["storage"] = nameOf(settings.storage, kStorages);
    Core::Json files = Core::Json::array();
    for (const QString &file : settings.kubeconfigFiles)
        files.push_back(QtSupport::toStdString(file));
    json["kubeconfigFiles"] = std::move(files);
    return json;
}

} // namespace Settings
