// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
// The device grant (RFC 8628) of the demo issuer.
#include "app/demo/demoissuer.h"

#include "app/demo/loginpage.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QRandomGenerator>

#include <algorithm>

namespace Demo {

using Core::Json;
using QtSupport::toByteArray;
using QtSupport::toQString;
using QtSupport::toStdString;

namespace {

constexpr std::size_t kMaxDevices = 100;
constexpr std::chrono::seconds kDeviceLifetime{ 600 };

HttpReply jsonReply(const Json &json, int status = 200)
{
    return { status,
             "application/json",
             toByteArray(Core::dumpJson(json)),
             { { "Cache-Control", "no-store" } } };
}

HttpReply html(const QByteArray &body, int status = 200)
{
    return { status,
             "text/html; charset=utf-8",
             body,
             { { "Cache-Control", "no-store" },
               { "Content-Security-Policy",
                 "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'" } } };
}

// RFC 8628 section 6.1: consonants only, so that no word appears and nothing is mistaken.
std::string randomUserCode()
{
    static constexpr std::string_view kLetters = "BCDFGHJKLMNPQRSTVWXZ";
    std::string code;
    for (int i = 0; i < 8; ++i) {
        if (i == 4)
            code += '-';
        code += kLetters[QRandomGenerator::system()->bounded(
                static_cast<quint32>(kLetters.size()))];
    }
    return code;
}

} // namespace

HttpReply DemoIssuer::startDevice(const QUrlQuery &form)
{
    const QString clientId = formValue(form, u"client_id"_s);
    if (!isKnownClient(clientId))
        return jsonReply({ { "error", "invalid_client" } }, 401);
    if (m_devices.size() >= kMaxDevices)
        return jsonReply({ { "error", "temporarily_unavailable" } }, 400);
    const std::string deviceCode = randomToken();
    DeviceLogin login;
    login.userCode = randomUserCode();
    login.clientId = toStdString(clientId);
    login.scope = toStdString(formValue(form, u"scope"_s));
    login.expiresAt = m_clock.now() + kDeviceLifetime;
    const std::string page = m_issuer + "/verify";
    const Json answer = { { "device_code", deviceCode },
                          { "user_code", login.userCode },
                          { "verification_uri", page },
                          { "verification_uri_complete", page + "?user_code=" + login.userCode },
                          { "expires_in", kDeviceLifetime.count() },
                          { "interval", 1 } };
    m_devices.emplace(deviceCode, std::move(login));
    return jsonReply(answer);
}

HttpReply DemoIssuer::verifyDevice(const QUrlQuery &form)
{
    const std::string code = toStdString(formValue(form, u"user_code"_s).trimmed().toUpper());
    const auto found = std::find_if(m_devices.begin(), m_devices.end(), [&code](const auto &entry) {
        return entry.second.userCode == code && entry.second.username.empty()
                && !entry.second.refused;
    });
    if (found == m_devices.end())
        return html(devicePage(m_options.users, toQString(code), CodeState::Asked),
                    code.empty() ? 200 : 400);
    if (!formValue(form, u"cancel"_s).isEmpty()) {
        found->second.refused = true;
        return html(messagePage(u"Nobody was signed in"_s, u"You can close this page."_s));
    }
    const DemoUser *user =
            findUser(m_options.users, toStdString(formValue(form, u"user"_s).trimmed()));
    if (!user)
        return html(devicePage(m_options.users, toQString(code), CodeState::Known));
    found->second.username = user->username;
    return html(messagePage(u"You are signed in"_s,
                            u"Go back to your terminal. You can close this page."_s));
}

HttpReply DemoIssuer::tokenForDevice(const QUrlQuery &form)
{
    const auto found = m_devices.find(toStdString(formValue(form, u"device_code"_s)));
    if (found == m_devices.end()
        || found->second.clientId != toStdString(formValue(form, u"client_id"_s)))
        return jsonReply({ { "error", "expired_token" } }, 400);
    const DeviceLogin login = found->second;
    if (login.refused) {
        m_devices.erase(found);
        return jsonReply({ { "error", "access_denied" } }, 400);
    }
    if (login.username.empty())
        return jsonReply({ { "error", "authorization_pending" } }, 400);
    m_devices.erase(found);
    Grant grant;
    grant.username = login.username;
    grant.clientId = login.clientId;
    grant.scope = login.scope;
    grant.sessionId = randomToken();
    grant.authTime = m_clock.now();
    return tokenAnswer(grant);
}

} // namespace Demo
