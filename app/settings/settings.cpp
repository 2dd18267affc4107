// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/settings/settings.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "app/settings/fieldreader.h"

#include <QRegularExpression>

namespace Settings {

namespace {

constexpr EnumNames<LoginPolicy, 4> kLoginPolicies{ { { LoginPolicy::Auto, "auto" },
                                                      { LoginPolicy::Browser, "browser" },
                                                      { LoginPolicy::Notify, "notify" },
                                                      { LoginPolicy::Never, "never" } } };
constexpr EnumNames<Confirmation, 3> kConfirmations{ { { Confirmation::None, "none" },
                                                       { Confirmation::Ask, "ask" },
                                                       { Confirmation::TypeName, "type-name" } } };
constexpr EnumNames<Storage, 2> kStorages{ { { Storage::Automatic, "automatic" },
                                             { Storage::Memory, "memory" } } };
constexpr std::size_t kMaxProtected = 10'000;

void readProtected(const Core::Json &value, Settings &settings, QStringList &problems)
{
    if (!value.is_object() || value.size() > kMaxProtected) {
        problems += u"\"protectedContexts\" makes no sense"_s;
        return;
    }
    static const QRegularExpression colour(u"^(#[0-9a-fA-F]{6})?$"_s);
    for (const auto &item : value.items()) {
        // A mark that is not understood still protects, by the default.
        ProtectedContext context;
        if (item.value().is_object()) {
            FieldReader reader(item.value(), problems);
            reader.read("colour", context.colour);
            reader.read("confirm", context.confirm, kConfirmations);
            if (!colour.match(context.colour).hasMatch()) {
                reader.note("colour");
                context.colour.clear();
            }
        } else {
            problems += u"an entry of \"protectedContexts\" makes no sense"_s;
        }
        settings.protectedContexts.insert(QtSupport::toQString(item.key()), context);
    }
}

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
    reader.read("startAtLogin", settings.startAtLogin);
    reader.read("notifyBeforeExpiry", settings.notifyBeforeExpiry);
    reader.read("lockWithScreen", settings.lockWithScreen);
    reader.read("storage", settings.storage, kStorages);
    reader.read("kubeconfigFiles", settings.kubeconfigFiles);
    if (const Core::Json *value = reader.find("protectedContexts"))
        readProtected(*value, settings, read.problems);
    return read;
}

Core::Json toJson(const Settings &settings, Core::Json base)
{
    Core::Json json = base.is_object() ? std::move(base) : Core::Json::object();
    json["loginPolicy"] = nameOf(settings.loginPolicy, kLoginPolicies);
    json["refreshLeadSeconds"] = settings.refreshLead.count();
    json["showDiffBeforeSwitch"] = settings.showDiffBeforeSwitch;
    json["closeToTray"] = settings.closeToTray;
    json["startAtLogin"] = settings.startAtLogin;
    json["notifyBeforeExpiry"] = settings.notifyBeforeExpiry;
    json["lockWithScreen"] = settings.lockWithScreen;
    json["storage"] = nameOf(settings.storage, kStorages);
    Core::Json files = Core::Json::array();
    for (const QString &file : settings.kubeconfigFiles)
        files.push_back(QtSupport::toStdString(file));
    json["kubeconfigFiles"] = std::move(files);
    Core::Json contexts = Core::Json::object();
    for (auto it = settings.protectedContexts.cbegin(); it != settings.protectedContexts.cend();
         ++it)
        contexts[QtSupport::toStdString(it.key())] = {
            { "colour", QtSupport::toStdString(it->colour) },
            { "confirm", nameOf(it->confirm, kConfirmations) }
        };
    json["protectedContexts"] = std::move(contexts);
    return json;
}

} // namespace Settings
