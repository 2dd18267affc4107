// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/probes/apiserverprobe.h"

#include "app/qtsupport/certificates.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

namespace Doctor {

using Core::ErrorCode;
using QtSupport::HttpResponse;

namespace {

constexpr QtSupport::HttpLimits kLimits{ kProbeDeadline, kProbeDeadline, 8 * 1024 * 1024 };

QList<QSslCertificate> authorities(const QByteArray &pem)
{
    return pem.isEmpty() ? QList<QSslCertificate>() : QtSupport::parseCaBundle(pem).value_or(QList<QSslCertificate>());
}

} // namespace

ApiServerProbe::ApiServerProbe(Target target, const Core::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_target(std::move(target))
    , m_clock(clock)
    , m_client(std::make_unique<Kubernetes::ReviewClient>(m_target.server))
    , m_http(std::make_unique<QtSupport::HttpClient>(authorities(m_target.server.caPem)))
    , m_tls([this]() -> QtSupport::FutureResult<TlsFacts> {
        if (m_target.problem && m_target.server.url.isEmpty())
            return QtSupport::readyError<TlsFacts>(*m_target.problem);
        if (m_target.server.url.scheme() != "https"_L1)
            return QtSupport::readyError<TlsFacts>(
                    { ErrorCode::Refused, "the server's address does not begin with https://", {}, {} });
        return probeTls({ m_target.server.url, m_target.server.tlsServerName, m_target.server.caPem }, this);
    })
    , m_review([this]() -> QtSupport::FutureResult<Kubernetes::UserInfo> {
        if (const auto why = obstacle(As::Bearer))
            return QtSupport::readyError<Kubernetes::UserInfo>(*why);
        return m_client->selfSubjectReview(*m_target.token);
    })
    , m_skew([this]() -> QtSupport::FutureResult<Skew> {
        // Everybody may ask for the version; a refusal carries a date as well.
        return QtSupport::andThen<HttpResponse>(
                read(u"/version"_s, m_target.token ? As::Bearer : As::Anonymous), this,
                [this](const HttpResponse &answer) { return QtSupport::ready<Skew>(skewOf(answer, m_clock.now())); });
    })
{
    if (!m_target.server.tlsServerName.isEmpty())
        m_http->setPeerVerifyName(m_target.server.tlsServerName);
}

ApiServerProbe::~ApiServerProbe()
{
    m_http.reset(); // requests end now, into members that are still there
    m_client.reset();
}

std::optional<Core::Error> ApiServerProbe::obstacle(As as) const
{
    if (m_target.problem)
        return m_target.problem;
    if (m_target.server.url.scheme() != "https"_L1)
        return Core::Error{ ErrorCode::Refused, "the server's address does not begin with https://", {}, {} };
    if (m_target.isInsecure)
        return Core::Error{ ErrorCode::Refused,
                            "Lanyard sends nothing to a server whose certificate is not checked",
                            "replace insecure-skip-tls-verify by certificate-authority-data",
                            {} };
    if (as == As::Bearer && !m_target.token)
        return Core::Error{ ErrorCode::NotFound, "there is no token to ask with", {}, {} };
    return std::nullopt;
}

QUrl ApiServerProbe::urlOf(const QString &path) const
{
    QUrl url = m_target.server.url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
    const QStringList parts = path.split(u'?');
    const QString base = url.path() == "/"_L1 ? QString() : url.path();
    url.setPath(base + parts.first());
    url.setQuery(parts.value(1));
    return url;
}

QtSupport::FutureResult<HttpResponse> ApiServerProbe::read(const QString &path, As as)
{
    if (const auto why = obstacle(as))
        return QtSupport::readyError<HttpResponse>(*why);
    if (as == As::Anonymous)
        return m_http->get(urlOf(path), kLimits);
    return m_http->getWithBearer(urlOf(path), *m_target.token, kLimits);
}

QtSupport::FutureResult<Kubernetes::AccessReview> ApiServerProbe::mayI(const Kubernetes::ResourceAttributes &what)
{
    if (const auto why = obstacle(As::Bearer))
        return QtSupport::readyError<Kubernetes::AccessReview>(*why);
    return m_client->selfSubjectAccessReview(*m_target.token, what);
}

} // namespace Doctor
