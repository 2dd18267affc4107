// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/probes/providerprobe.h"

#include "app/core/text.h"
#include "app/qtsupport/certificates.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace Doctor {

using Core::ErrorCode;
using QtSupport::HttpResponse;

namespace {

// Two steps in a row must fit into the deadline of a check.
constexpr QtSupport::HttpLimits kLimits{ std::chrono::milliseconds(3500), std::chrono::milliseconds(3500),
                                         1024 * 1024 };

QList<QSslCertificate> authorities(const QByteArray &pem)
{
    return pem.isEmpty() ? QList<QSslCertificate>() : QtSupport::parseCaBundle(pem).value_or(QList<QSslCertificate>());
}

QUrl discoveryUrl(QString issuer)
{
    if (issuer.endsWith(u'/'))
        issuer.chop(1);
    return QUrl(issuer + "/.well-known/openid-configuration"_L1, QUrl::StrictMode);
}

Core::Result<Oidc::ProviderMetadata> readDiscovery(const HttpResponse &answer, const QString &issuer)
{
    if (answer.status != 200)
        return Core::fail(ErrorCode::DiscoveryInvalid,
                          "there is no discovery document at the issuer's address: HTTP "
                                  + std::to_string(answer.status),
                          "check the issuer URL, its path included");
    return Oidc::ProviderMetadata::parse(answer.body, issuer);
}

std::string namedIssuer(const HttpResponse &answer)
{
    const auto json = Core::parseJson(QtSupport::view(answer.body));
    return json && json->is_object() ? Core::jsonString(*json, "issuer").value_or("") : std::string();
}

std::vector<std::string> keyIdsOf(std::string_view document)
{
    std::vector<std::string> ids;
    const auto json = Core::parseJson(document);
    if (!json || !json->is_object() || !json->contains("keys") || !(*json)["keys"].is_array())
        return ids;
    for (const Core::Json &key : (*json)["keys"]) {
        if (key.is_object())
            ids.push_back(Core::singleLine(Core::jsonString(key, "kid").value_or("(no kid)"), 100));
    }
    return ids;
}

} // namespace

Skew skewOf(const HttpResponse &response, std::chrono::system_clock::time_point now)
{
    // RFC 9110 section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT"
    const QString text = QString::fromLatin1(response.header("Date")).trimmed();
    const QDateTime local = QLocale::c().toDateTime(text.left(25), u"ddd, dd MMM yyyy HH:mm:ss"_s);
    if (!local.isValid() || !text.endsWith("GMT"_L1))
        return std::nullopt;
    const QDateTime date(local.date(), local.time(), QTimeZone::utc());
    return std::chrono::seconds(date.toSecsSinceEpoch())
            - std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch());
}

ProviderProbe::ProviderProbe(const QString &issuer, const QByteArray &caPem, const Core::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_issuer(issuer)
    , m_caPem(caPem)
    , m_clock(clock)
    , m_http(std::make_unique<QtSupport::HttpClient>(authorities(caPem)))
    , m_tls([this] { return askTls(); })
    , m_facts([this] { return ask(); })
{
}

ProviderProbe::~ProviderProbe()
{
    m_http.reset(); // its requests end now, into members that are still there
}

QtSupport::FutureResult<TlsFacts> ProviderProbe::askTls()
{
    const QUrl url(m_issuer, QUrl::StrictMode);
    if (m_issuer.isEmpty())
        return QtSupport::readyError<TlsFacts>({ ErrorCode::NotFound, "no issuer is known", {}, {} });
    if (url.scheme() != "https"_L1)
        return QtSupport::readyError<TlsFacts>({ ErrorCode::IssuerNotHttps, "the issuer is not on https", {}, {} });
    return probeTls({ m_discoveryUrl.isEmpty() ? url : m_discoveryUrl, {}, m_caPem }, this);
}

QtSupport::FutureResult<ProviderFacts> ProviderProbe::ask()
{
    if (m_issuer.isEmpty())
        return QtSupport::readyError<ProviderFacts>({ ErrorCode::NotFound, "no issuer is known", {}, {} });
    ProviderFacts facts;
    if (auto usable = Oidc::ProviderMetadata::checkIssuer(m_issuer); !usable) {
        facts.metadata = Core::fail(usable.error());
        facts.keys = Core::fail(usable.error());
        return QtSupport::ready<ProviderFacts>(std::move(facts));
    }
    auto promise = std::make_shared<QtSupport::Promise<ProviderFacts>>();
    auto future = promise->future();
    QtSupport::onFinished<HttpResponse>(
            m_http->get(m_discoveryUrl.isEmpty() ? discoveryUrl(m_issuer) : m_discoveryUrl, kLimits), this,
            [this, promise](const Core::Result<HttpResponse> &answer) {
                ProviderFacts found;
                if (answer) {
                    found.metadata = readDiscovery(*answer, m_issuer);
                    found.issuer = namedIssuer(*answer);
                    found.skew = skewOf(*answer, m_clock.now());
                } else {
                    found.metadata = Core::fail(answer.error());
                }
                QtSupport::onFinished<ProviderFacts>(
                        askKeys(std::move(found)), this,
                        [promise](Core::Result<ProviderFacts> all) { promise->finish(std::move(all)); });
            });
    return future;
}

QtSupport::FutureResult<ProviderFacts> ProviderProbe::askKeys(ProviderFacts facts)
{
    if (!facts.metadata) {
        facts.keys = Core::fail(facts.metadata.error());
        return QtSupport::ready<ProviderFacts>(std::move(facts));
    }
    auto promise = std::make_shared<QtSupport::Promise<ProviderFacts>>();
    auto future = promise->future();
    auto shared = std::make_shared<ProviderFacts>(std::move(facts));
    QtSupport::onFinished<HttpResponse>(m_http->get(shared->metadata->jwksUri, kLimits), this,
                                        [promise, shared](const Core::Result<HttpResponse> &answer) {
                                            if (!answer)
                                                shared->keys = Core::fail(answer.error());
                                            else if (answer->status != 200)
                                                shared->keys = Core::fail(ErrorCode::HttpStatus,
                                                                          "the provider's keys cannot be fetched: HTTP "
                                                                                  + std::to_string(answer->status));
                                            else
                                                shared->keys =
                                                        Jose::JsonWebKeySet::parse(QtSupport::view(answer->body));
                                            if (answer)
                                                shared->keyIds = keyIdsOf(QtSupport::view(answer->body));
                                            promise->finish(std::move(*shared));
                                        });
    return future;
}

} // namespace Doctor
