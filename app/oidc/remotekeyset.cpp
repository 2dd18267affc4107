// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/remotekeyset.h"

#include "app/qtsupport/httpclient.h"
#include "app/qtsupport/logging.h"
#include "app/qtsupport/strings.h"

#include <optional>
#include <utility>
#include <vector>

namespace Oidc {

using Core::ErrorCode;
using Jose::JsonWebKeySet;
using KeysPromise = QtSupport::Promise<JsonWebKeySet>;

namespace {

constexpr std::chrono::seconds kBetweenFetches { 60 };

Core::Result<JsonWebKeySet> keysIn(const Core::Result<QtSupport::HttpResponse> &response, const QUrl &url)
{
    if (!response)
        return Core::fail(response.error());
    // The content type is not looked at: providers send application/json, jwk-set+json and text/plain,
    // and what counts is that the document is a key set.
    if (response->status != 200)
        return Core::fail(ErrorCode::HttpStatus,
                          QtSupport::toStdString(url.host()) + " answered with HTTP "
                                  + std::to_string(response->status) + " instead of its signing keys",
                          "try again later; if this stays, check the jwks_uri of the provider",
                          QtSupport::toStdString(url.toString(QUrl::RemoveQuery)));
    return JsonWebKeySet::parse(QtSupport::view(response->body));
}

} // namespace

class RemoteKeySet::Private
{
public:
    Private(QtSupport::HttpClient &client, const Core::Clock &time, const QUrl &uri)
        : http(client), clock(time), jwksUri(uri)
    {
    }

    [[nodiscard]] bool mustFetch(const std::string &keyId) const
    {
        if (!keys)
            return true; // a person may be waiting and trying again, so failures are not held against it
        const bool recent = lastAttempt && clock.steadyNow() - *lastAttempt < kBetweenFetches;
        // A token that names no key could be signed with one that we don't know yet.
        return !recent && (keyId.empty() || !keys->hasKeyId(keyId));
    }

    void conclude(Core::Result<JsonWebKeySet> fetched)
    {
        if (fetched)
            keys = std::move(*fetched);
        else
            qCWarning(QtSupport::lcOidc, "cannot fetch the provider's keys: %s",
                      Core::toLine(fetched.error()).c_str());
        // Old keys are better than none: the provider signed with them a moment ago.
        const Core::Result<JsonWebKeySet> result = keys ? Core::Result<JsonWebKeySet>(*keys) : fetched;
        // A waiter may call again or delete us: nothing of ours is touched after the first one.
        const auto all = std::exchange(waiting, {});
        for (const auto &waiter : all)
            waiter->finish(result);
    }

    QtSupport::HttpClient &http;
    const Core::Clock &clock;
    const QUrl jwksUri;
    std::optional<JsonWebKeySet> keys;
    std::optional<std::chrono::steady_clock::time_point> lastAttempt;
    std::vector<std::shared_ptr<KeysPromise>> waiting; // not empty: a fetch is on its way
};

RemoteKeySet::RemoteKeySet(QtSupport::HttpClient &http, const Core::Clock &clock, const QUrl &jwksUri,
                           QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(http, clock, jwksUri))
{
}

RemoteKeySet::~RemoteKeySet() = default;

QtSupport::FutureResult<JsonWebKeySet> RemoteKeySet::keysFor(const std::string &keyId)
{
    const bool onItsWay = !d->waiting.empty();
    if (onItsWay ? (d->keys && d->keys->hasKeyId(keyId)) : !d->mustFetch(keyId))
        return QtSupport::ready<JsonWebKeySet>(*d->keys);
    auto promise = std::make_shared<KeysPromise>();
    auto future = promise->future();
    d->waiting.push_back(std::move(promise));
    if (onItsWay)
        return future;
    d->lastAttempt = d->clock.steadyNow();
    QtSupport::onFinished<QtSupport::HttpResponse>(
            d->http.get(d->jwksUri), this, [this](const Core::Result<QtSupport::HttpResponse> &response) {
                d->conclude(keysIn(response, d->jwksUri));
            });
    return future;
}

} // namespace Oidc
