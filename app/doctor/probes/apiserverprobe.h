// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/probes/providerprobe.h"
#include "app/kubernetes/reviewclient.h"

namespace Doctor {

//! The API server of the context, asked with the credential that kubectl would send. Each question
//! is asked once. A server whose certificate must not be checked (insecure-skip-tls-verify) gets no
//! token from us.
class ApiServerProbe : public QObject
{
    Q_OBJECT

public:
    struct Target
    {
        Kubernetes::ApiServer server;
        std::shared_ptr<const Core::Secret> token; //!< null: there is none
        std::optional<Core::Error> problem; //!< why it cannot be asked
        bool isInsecure = false;
    };

    ApiServerProbe(Target target, const Core::Clock &clock, QObject *parent = nullptr);
    ~ApiServerProbe() override;

    [[nodiscard]] Shared<TlsFacts>::Future tls() { return m_tls.get(this); }
    //! Who the server says one is.
    [[nodiscard]] Shared<Kubernetes::UserInfo>::Future review() { return m_review.get(this); }
    [[nodiscard]] Shared<Skew>::Future skew() { return m_skew.get(this); }
    //! Only with the error-free review: the token is known to be good.
    [[nodiscard]] QtSupport::FutureResult<Kubernetes::AccessReview> mayI(const Kubernetes::ResourceAttributes &what);
    //! Reads as the bearer of the token (or of none); the status and body are the caller's business.
    enum class As {
        Bearer,
        Anonymous,
    };
    [[nodiscard]] QtSupport::FutureResult<QtSupport::HttpResponse> read(const QString &path, As as);

    //! Why nothing can be asked; nothing if it can.
    [[nodiscard]] std::optional<Core::Error> obstacle(As as) const;

private:
    [[nodiscard]] QUrl urlOf(const QString &path) const;

    Target m_target;
    const Core::Clock &m_clock;
    std::unique_ptr<Kubernetes::ReviewClient> m_client;
    std::unique_ptr<QtSupport::HttpClient> m_http;
    Shared<TlsFacts> m_tls;
    Shared<Kubernetes::UserInfo> m_review;
    Shared<Skew> m_skew;
};

} // namespace Doctor
