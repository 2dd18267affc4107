// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/probes/signinprobe.h"

#include "app/core/text.h"
#include "app/oidc/authorizationrequest.h"
#include "app/oidc/clientauthentication.h"
#include "app/oidc/tokenclient.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QNetworkReply>
#include <QTimer>
#include <QUrlQuery>

namespace Doctor {

using Core::ErrorCode;
using QtSupport::toByteArray;
using QtSupport::toQString;
using QtSupport::toStdString;
using Outcome = SignInFacts::Outcome;

namespace {

constexpr std::chrono::milliseconds kPatience{ 3000 };
constexpr qint64 kMaxPage = 256 * 1024;

QString redirectUri(const Oidc::ClientConfig &client)
{
    const quint16 port = client.listenPorts.value(0, 0);
    QString host = client.redirectHost;
    if (host.contains(u':') && !host.startsWith(u'['))
        host = u'[' + host + u']';
    // Any free port is taken at a sign-in; this one stands for it.
    return u"http://%1:%2%3"_s.arg(host)
            .arg(port == 0 ? 49215 : port)
            .arg(client.redirectPath == "*"_L1 ? u"/"_s : client.redirectPath);
}

Core::Result<QUrl> authorizationUrl(const Oidc::ProviderMetadata &provider, const Oidc::ClientConfig &client,
                                    const QString &redirect)
{
    Oidc::ClientConfig silent = client;
    silent.authRequestExtraParams.remove(u"prompt"_s);
    const auto secrets = Oidc::AttemptSecrets::make();
    const auto parameters = Oidc::authorizationParameters(silent, provider, secrets, redirect);
    if (!parameters)
        return Core::fail(parameters.error());
    QByteArray query;
    const auto add = [&query](std::string_view name, std::string_view value) {
        query += (query.isEmpty() ? "" : "&") + toByteArray(Oidc::percentEncoded(name)) + '='
                + toByteArray(Oidc::percentEncoded(value));
    };
    for (const auto &[name, value] : *parameters)
        add(name, value);
    add("prompt", "none");
    return QUrl::fromEncoded(provider.authorizationEndpoint.toEncoded(QUrl::RemoveQuery) + '?' + query,
                             QUrl::StrictMode);
}

// Keycloak, the demo and most others say it in words on a page with status 400.
Outcome outcomeOfPage(const QByteArray &page)
{
    const QByteArray text = page.toLower();
    if (text.contains("redirect_uri") || text.contains("redirect uri") || text.contains("redirect-uri"))
        return Outcome::RedirectRejected;
    if (text.contains("client not found") || text.contains("client disabled") || text.contains("invalid client")
        || text.contains("invalid_client") || text.contains("unknown client")
        || text.contains("does not know the client") || text.contains("client_id")
        || text.contains("client not enabled"))
        return Outcome::ClientUnknown;
    if (text.contains("invalid_scope") || text.contains("invalid scope"))
        return Outcome::ScopeRejected;
    return Outcome::Unclear;
}

Outcome outcomeOfError(const QString &error)
{
    if (error == "login_required"_L1 || error == "interaction_required"_L1 || error == "consent_required"_L1
        || error == "account_selection_required"_L1)
        return Outcome::Accepted;
    if (error == "invalid_scope"_L1)
        return Outcome::ScopeRejected;
    if (error == "unauthorized_client"_L1 || error == "invalid_client"_L1)
        return Outcome::ClientUnknown;
    if (error == "redirect_uri_mismatch"_L1 || error == "invalid_redirect_uri"_L1)
        return Outcome::RedirectRejected;
    return Outcome::Unclear;
}

void read(SignInFacts &facts, const QNetworkReply &reply, const QByteArray &page)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 300 && status < 400) {
        const QUrl to(QString::fromLatin1(reply.rawHeader("Location")));
        const QUrlQuery query(to);
        const QString error = query.queryItemValue(u"error"_s, QUrl::FullyDecoded);
        const bool isBack =
                to.toString(QUrl::RemoveQuery) == QUrl(toQString(facts.redirectUri)).toString(QUrl::RemoveQuery);
        facts.said = Core::singleLine(
                toStdString(error + u' ' + query.queryItemValue(u"error_description"_s, QUrl::FullyDecoded)), 300);
        // Without an error of ours it leads to a page of the provider where a person would act.
        facts.outcome = isBack && query.hasQueryItem(u"code"_s) ? Outcome::Accepted
                : error.isEmpty()                               ? (isBack ? Outcome::Unclear : Outcome::Accepted)
                                                                : outcomeOfError(error);
        return;
    }
    facts.said = "HTTP " + std::to_string(status);
    facts.outcome = status == 200           ? outcomeOfPage(page)
            : status >= 400 && status < 500 ? outcomeOfPage(page)
                                            : Outcome::Unclear;
    if (status == 200 && facts.outcome == Outcome::Unclear)
        facts.outcome = Outcome::Accepted; // a login page in spite of prompt=none
}

} // namespace

QtSupport::FutureResult<SignInFacts> probeSignIn(QtSupport::HttpClient &http, const Oidc::ProviderMetadata &provider,
                                                 const Oidc::ClientConfig &client)
{
    auto facts = std::make_shared<SignInFacts>();
    const QString redirect = redirectUri(client);
    facts->redirectUri = toStdString(redirect);
    facts->scopes = toStdString(client.scopes.join(u' '));
    const auto url = authorizationUrl(provider, client, redirect);
    if (!url)
        return QtSupport::readyError<SignInFacts>(url.error());
    auto promise = std::make_shared<QtSupport::Promise<SignInFacts>>();
    auto future = promise->future();
    QNetworkRequest request(*url);
    QtSupport::setTransferTimeout(request, kPatience);
    request.setRawHeader("Accept", "text/html,application/json");
    // Not http.get(): here the redirect is the answer. It is read, never followed.
    QNetworkReply *reply = http.networkAccessManager()->get(request);
    reply->setReadBufferSize(kMaxPage);
    QTimer::singleShot(kPatience, reply, &QNetworkReply::abort);
    QObject::connect(reply, &QNetworkReply::readyRead, reply, [reply] {
        if (reply->bytesAvailable() >= kMaxPage)
            reply->abort();
    });
    QObject::connect(reply, &QNetworkReply::finished, reply, [reply, promise, facts] {
        reply->deleteLater();
        if (reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 0) {
            promise->fail(QtSupport::HttpClient::transportError(*reply));
            return;
        }
        read(*facts, *reply, reply->readAll());
        promise->finish(std::move(*facts));
    });
    return future;
}

QtSupport::FutureResult<std::optional<Core::Error>>
probeClient(QtSupport::HttpClient &http, const Oidc::ProviderMetadata &provider, const Oidc::ClientConfig &client)
{
    using Answer = std::optional<Core::Error>;
    Oidc::FormBody body;
    body.add("grant_type", "authorization_code");
    body.add("code", "lanyard-doctor-asks-whether-the-client-is-known");
    body.add("redirect_uri", toStdString(redirectUri(client)));
    body.add("code_verifier", "lanyard-doctor-asks-whether-the-client-is-known-x");
    const auto headers = Oidc::authenticate(body, provider, client);
    auto promise = std::make_shared<QtSupport::Promise<Answer>>();
    auto future = promise->future();
    QtSupport::onFinished<QtSupport::HttpResponse>(
            http.post(provider.tokenEndpoint, Oidc::kFormContentType, body.take(), nullptr,
                      { kPatience, kPatience, kMaxPage }, headers),
            &http, [promise](const Core::Result<QtSupport::HttpResponse> &answer) {
                if (!answer) {
                    promise->fail(answer.error());
                    return;
                }
                const auto tokens = Oidc::parseTokenResponse(answer->status, answer->contentType, answer->body);
                if (!tokens && tokens.error().code == ErrorCode::ClientUnknown)
                    promise->finish(Answer(tokens.error()));
                else
                    promise->finish(Answer());
            });
    return future;
}

} // namespace Doctor
