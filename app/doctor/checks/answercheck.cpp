// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/doctor/checks/networkcheck.h"
#include "app/doctor/situation.h"
#include "app/doctor/wording.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <array>

namespace Doctor {

using Core::ErrorCode;
using QtSupport::toStdString;

namespace {

constexpr auto kIds = std::to_array<std::string_view>({ "api-unreachable", "api-rejected-token", "api-anonymous" });

std::string whatWasSent(const Situation &situation)
{
    return situation.token.source.empty() ? "a token" : "the token of " + situation.token.source;
}

void judgeUser(const Situation &situation, const Kubernetes::UserInfo &user, CheckResult &result)
{
    const bool isAnonymous = user.username == "system:anonymous"_L1;
    result.accepted = !isAnonymous;
    if (isAnonymous)
        result.add({ "api-anonymous",
                     Severity::Error,
                     "no credential reached the API server: something on the way removes the Authorization header",
                     "sent " + whatWasSent(situation) + ", seen as \"system:anonymous\"",
                     "check proxies and load balancers before the API server",
                     {} });
}

void judgeError(const Situation &situation, const Core::Error &error, CheckResult &result)
{
    const std::string server = inQuotes(toStdString(situation.apiServer.url.toString()));
    switch (error.code) {
    case ErrorCode::ApiUnauthorized:
        result.accepted = false;
        result.add({ "api-rejected-token", Severity::Error,
                     "the API server answers 401 Unauthorized: it got the token and refuses it",
                     "sent " + whatWasSent(situation) + " to " + server,
                     "the reason is in the API server's log only; with its configuration the doctor knows it, too: "
                     "--api-server-config FILE",
                     "Unable to authenticate the request" });
        return;
    case ErrorCode::ApiForbidden:
        if (error.message.find("system:anonymous") != std::string::npos) {
            result.accepted = false;
            result.add({ "api-anonymous",
                         Severity::Error,
                         "no credential reached the API server, which sees you as system:anonymous",
                         "sent " + whatWasSent(situation) + " to " + server,
                         error.fix,
                         {} });
            return;
        }
        result.accepted = true; // it knows who asks, or it could not forbid it
        return;
    case ErrorCode::TooLarge: // token-too-large says it
        result.skip({ "api-rejected-token", "api-anonymous" }, error.message);
        return;
    case ErrorCode::TlsUntrusted:
    case ErrorCode::TlsFailed:
        result.skip(kIds, error.message);
        return;
    default:
        result.add({ "api-unreachable",
                     Severity::Error,
                     "the API server does not answer: " + error.message,
                     server,
                     error.fix,
                     {} });
        result.skip({ "api-rejected-token", "api-anonymous" }, "the API server does not answer");
    }
}

} // namespace

std::span<const std::string_view> AnswerCheck::ids() const
{
    return kIds;
}

FutureCheckResult AnswerCheck::run(const Situation &situation)
{
    auto promise = std::make_shared<QtSupport::Promise<CheckResult>>();
    auto future = promise->future();
    using Review = std::shared_ptr<const Kubernetes::UserInfo>;
    using Tls = std::shared_ptr<const TlsFacts>;
    whenBoth<Tls, Review>(m_network.apiServer->tls(), m_network.apiServer->review(), this,
                          [this, promise, &situation](const Core::Result<Tls> &tls, const Core::Result<Review> &review) {
                              CheckResult result;
                              // What was not asked did not fail to answer.
                              if (const auto why = m_network.apiServer->obstacle(ApiServerProbe::As::Bearer))
                                  result.skip({ "api-rejected-token", "api-anonymous" }, why->message);
                              else if (review)
                                  judgeUser(situation, **review, result);
                              else
                                  judgeError(situation, review.error(), result);
                              // Without a token nothing was sent, but whether somebody is there is known.
                              if (!tls)
                                  result.skip("api-unreachable", tls.error().message);
                              else if ((*tls)->unreachable && !result.has("api-unreachable"))
                                  result.add({ "api-unreachable",
                                               Severity::Error,
                                               "the API server does not answer: " + (*tls)->unreachable->message,
                                               inQuotes(toStdString(situation.apiServer.url.toString())),
                                               (*tls)->unreachable->fix,
                                               {} });
                              promise->finish(std::move(result));
                          });
    return future;
}

} // namespace Doctor
