// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/authorizationcodelogin.h"

#include "app/core/json.h"
#include "app/oidc/authorizationrequest.h"
#include "app/oidc/clientauthentication.h"
#include "app/oidc/loopbackreplyhandler.h"
#include "app/oidc/random.h"
#include "app/oidc/tokenclient.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/httpclient.h"
#include "app/qtsupport/logging.h"
#include "app/qtsupport/strings.h"

#include <QNetworkReply>
#include <QOAuth2AuthorizationCodeFlow>
#include <QPointer>
#include <QTimer>
#include <QUrlQuery>

#include <functional>

namespace Oidc {

using Core::ErrorCode;
using QtSupport::HttpResponse;
using QtSupport::toQString;
using QtSupport::toStdString;

namespace {

using FlowParameters = QMultiMap<QString, QVariant>;

// The manager we hand to Qt's flow: everything it sends goes through HttpClient's gate, with our client
// authentication added, and we see the reply. A 401 never reaches the flow, which on every version
// answers it by sending the request, code included, a second time with an empty password.
class FlowManager final : public QNetworkAccessManager
{
public:
    using Watcher = std::function<void(QNetworkReply *)>;

    FlowManager(QtSupport::HttpClient &http, HttpHeaders headers, Watcher watcher)
        : m_http(http), m_headers(std::move(headers)), m_watcher(std::move(watcher))
    {
    }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &original, QIODevice *body) override
    {
        QNetworkRequest request = original;
        if (operation != PostOperation)
            request.setUrl(QUrl(u"refused:"_s)); // the flow has nothing to ask but the token endpoint
        request.setRawHeader("Accept", "application/json");
        for (const auto &[name, value] : m_headers)
            request.setRawHeader(name, value);
        QNetworkReply *reply = m_http.networkAccessManager()->post(request, body);
        m_watcher(reply);
        return reply;
    }

private:
    QtSupport::HttpClient &m_http;
    HttpHeaders m_headers;
    Watcher m_watcher;
};

struct PushedRequest
{
    std::string requestUri;
};

// RFC 9126 section 2.2.
Core::Result<PushedRequest> readPushedAnswer(const HttpResponse &answer)
{
    if (answer.status != 201 && answer.status != 200) {
        Core::Result<TokenSet> error = parseTokenResponse(answer.status, answer.contentType, answer.body);
        if (!error)
            return Core::fail(std::move(error.error()));
    }
    const auto json = Core::parseJson(QtSupport::view(answer.body), { .maxBytes = 64 * 1024, .maxDepth = 8 });
    const auto uri = json && json->is_object() ? Core::jsonString(*json, "request_uri") : std::nullopt;
    const auto life = json && json->is_object() ? Core::jsonInteger(*json, "expires_in") : std::nullopt;
    if (!uri || uri->empty() || uri->size() > 2048 || !life || *life < 1)
        return Core::fail(ErrorCode::BadAnswer, "the provider's answer to the pushed sign-in request is not usable",
                          "tell the provider's administrator");
    return PushedRequest { *uri };
}

} // namespace

class AuthorizationCodeLogin::Private
{
public:
    Private(AuthorizationCodeLogin &owner, QtSupport::HttpClient &client, ClientConfig config,
            ProviderMetadata metadata)
        : q(owner), http(client), client(std::move(config)), provider(std::move(metadata))
    {
    }

    Core::Result<> prepare();
    void connectHandler();
    void push();
    void openBrowser(const Parameters &visible);
    void fillTokenRequest(FlowParameters &parameters);
    void onTokenReply(QNetworkReply *reply);
    void onTokenAnswer(Core::Result<HttpResponse> answer);
    void finish(Core::Result<AuthorizationCodeResult> result);

    AuthorizationCodeLogin &q;
    QtSupport::HttpClient &http;
    const ClientConfig client;
    const ProviderMetadata provider;
    AttemptSecrets secrets = AttemptSecrets::make();
    Core::Secret code; // from the browser, until it is sent
    Parameters parameters;
    QtSupport::Promise<AuthorizationCodeResult> promise;
    bool started = false;
    bool exchangeStarted = false;
    QTimer deadline;
    QPointer<QNetworkReply> tokenReply;
    std::unique_ptr<LoopbackReplyHandler> handler;
    std::unique_ptr<FlowManager> manager;
    std::unique_ptr<QOAuth2AuthorizationCodeFlow> flow; // before what it points to
};

Core::Result<> AuthorizationCodeLogin::Private::prepare()
{
    // Qt prints state and token answers on 6.4, whatever the rules say.
    QtSupport::silenceSecretLogging();
    for (const QUrl &endpoint : { provider.authorizationEndpoint, provider.tokenEndpoint }) {
        if (const auto allowed = QtSupport::HttpClient::checkUrl(endpoint); !allowed)
            return Core::fail(allowed.error());
    }
    if (provider.requirePushedAuthorization && provider.pushedAuthorizationEndpoint.isEmpty())
        return Core::fail(ErrorCode::DiscoveryInvalid,
                          "the provider insists on pushed sign-in requests but does not say where to push them",
                          "tell the provider's administrator");
    handler = std::make_unique<LoopbackReplyHandler>();
    const QString path = client.redirectPath == "*"_L1 ? u'/' + toQString(randomToken()) : client.redirectPath;
    // Held from before the address is made: bind, close and bind again would leave the port to others.
    if (const auto bound = handler->listen({ client.redirectHost, client.listenPorts, path }); !bound)
        return bound;
    auto asked = authorizationParameters(client, provider, secrets, handler->callback());
    if (!asked)
        return Core::fail(std::move(asked.error()));
    parameters = std::move(*asked);
    handler->expect({ secrets.state.clone(), toStdString(provider.issuer), provider.issParameterSupported });
    connectHandler();
    return {};
}

void AuthorizationCodeLogin::Private::connectHandler()
{
    // Queued: finish() may end with the death of this login, and the handler is in a socket's signal.
    QObject::connect(
            handler.get(), &LoopbackReplyHandler::authorizationFailed, &q,
            [this](const Core::Error &error) { finish(Core::fail(error)); }, Qt::QueuedConnection);
    // Made before the flow makes its own, so this runs first.
    QObject::connect(handler.get(), &QAbstractOAuthReplyHandler::callbackReceived, &q, [this](const QVariantMap &values) {
        code = Core::Secret(toStdString(values.value(u"code"_s).toString()));
        deadline.stop(); // from here HttpClient's own holds
    });
    QObject::connect(
            handler.get(), &QAbstractOAuthReplyHandler::callbackReceived, &q,
            [this] {
                // Qt's flow has several ways to give up in silence; nobody else would end the wait.
                if (!exchangeStarted)
                    finish(Core::fail(ErrorCode::Internal, "the code from the browser was not sent to the provider",
                                      "sign in again"));
            },
            Qt::QueuedConnection);
    deadline.setSingleShot(true);
    QObject::connect(&deadline, &QTimer::timeout, &q, [this] {
        finish(Core::fail(ErrorCode::LoginTimeout, "the sign-in was not completed in the browser in time",
                          "sign in again"));
    });
    deadline.start(client.loginTimeout);
}

void AuthorizationCodeLogin::Private::push()
{
    FormBody body;
    const HttpHeaders headers = authenticate(body, provider, client);
    const bool named = headers.isEmpty(); // client_id is in the body already
    for (const auto &[name, value] : parameters) {
        if (name != "client_id" || !named)
            body.add(name, value);
    }
    QtSupport::onFinished<HttpResponse>(
            http.post(provider.pushedAuthorizationEndpoint, kFormContentType, body.take(), nullptr, {}, headers), &q,
            [this](Core::Result<HttpResponse> answer) {
                if (promise.isFinished())
                    return;
                if (!answer)
                    return finish(Core::fail(std::move(answer.error())));
                auto pushed = readPushedAnswer(*answer);
                if (!pushed)
                    return finish(Core::fail(std::move(pushed.error())));
                openBrowser({ { "client_id", toStdString(client.clientId) },
                              { "request_uri", std::move(pushed->requestUri) } });
            });
}

void AuthorizationCodeLogin::Private::openBrowser(const Parameters &visible)
{
    FormBody none;
    manager = std::make_unique<FlowManager>(http, authenticate(none, provider, client),
                                            [this](QNetworkReply *reply) { onTokenReply(reply); });
    flow = std::make_unique<QOAuth2AuthorizationCodeFlow>(client.clientId, provider.authorizationEndpoint,
                                                          provider.tokenEndpoint, manager.get());
    QtSupport::disableBuiltInPkceAndNonce(*flow);
    flow->setReplyHandler(handler.get());
    flow->setState(toQString(secrets.state.reveal()));
    flow->setModifyParametersFunction([this, visible](QAbstractOAuth::Stage stage, FlowParameters *values) {
        // Everything is ours, nothing is left of what the version at hand put there.
        if (stage == QAbstractOAuth::Stage::RequestingAuthorization)
            setParameters(*values, visible);
        else if (stage == QAbstractOAuth::Stage::RequestingAccessToken)
            fillTokenRequest(*values);
    });
    QObject::connect(flow.get(), &QAbstractOAuth::authorizeWithBrowser, &q,
                     &AuthorizationCodeLogin::authorizationUrlReady);
    flow->grant();
}

// RFC 6749 section 4.1.3, 7636 section 4.5. Qt encodes a code with a `%` twice before 6.8: ours is the
// one the handler decoded.
void AuthorizationCodeLogin::Private::fillTokenRequest(FlowParameters &values)
{
    Parameters body {
        { "grant_type", "authorization_code" },
        { "code", std::string(code.reveal()) },
        { "redirect_uri", toStdString(handler->callback()) },
        { "code_verifier", std::string(secrets.verifier.reveal()) },
    };
    const ClientAuthentication method = clientAuthentication(provider, client);
    if (method != ClientAuthentication::Basic)
        body.emplace_back("client_id", toStdString(client.clientId));
    if (method == ClientAuthentication::Body)
        body.emplace_back("client_secret", toStdString(client.clientSecret));
    setParameters(values, body);
    for (auto &[name, value] : body)
        Core::Secret::wipe(value);
    code = {};
}

void AuthorizationCodeLogin::Private::onTokenReply(QNetworkReply *reply)
{
    exchangeStarted = true;
    tokenReply = reply;
    QtSupport::onFinished<HttpResponse>(http.watch(reply), &q, [this](Core::Result<HttpResponse> answer) {
        onTokenAnswer(std::move(answer));
    });
}

void AuthorizationCodeLogin::Private::onTokenAnswer(Core::Result<HttpResponse> answer)
{
    if (promise.isFinished())
        return;
    if (!answer)
        return finish(Core::fail(std::move(answer.error())));
    Core::Result<TokenSet> tokens = parseTokenResponse(answer->status, answer->contentType, answer->body);
    if (!tokens)
        return finish(Core::fail(std::move(tokens.error())));
    // OpenID Connect Core section 3.1.3.3.
    if (tokens->idToken.isEmpty() && client.scopes.contains(u"openid"_s))
        return finish(Core::fail(ErrorCode::BadAnswer, "the provider's token answer holds no ID token",
                                 "check that the client is allowed the scope openid"));
    finish(AuthorizationCodeResult { std::move(*tokens), toQString(secrets.nonce) });
}

// The caller may delete this login from its continuation: nothing comes after the promise.
void AuthorizationCodeLogin::Private::finish(Core::Result<AuthorizationCodeResult> result)
{
    if (promise.isFinished())
        return;
    deadline.stop();
    code = {};
    if (handler)
        handler->finish(result ? CallbackPage::Authenticated : CallbackPage::NotCompleted);
    if (!result)
        qCInfo(QtSupport::lcOidc, "browser login at %s ended: %s", qPrintable(provider.issuer),
               std::string(Core::errorCodeName(result.error().code)).c_str());
    const QPointer<QNetworkReply> pending = std::exchange(tokenReply, nullptr);
    promise.finish(std::move(result));
    if (pending && pending->isRunning())
        pending->abort();
}

AuthorizationCodeLogin::AuthorizationCodeLogin(QtSupport::HttpClient &http, ClientConfig client,
                                               ProviderMetadata provider, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(*this, http, std::move(client), std::move(provider)))
{
}

AuthorizationCodeLogin::~AuthorizationCodeLogin()
{
    cancel();
    // This may run in a continuation of a signal of theirs.
    if (d->flow) {
        d->flow->setModifyParametersFunction({});
        d->flow.release()->deleteLater();
    }
    if (d->manager)
        d->manager.release()->deleteLater();
    if (d->handler)
        d->handler.release()->deleteLater();
}

QtSupport::FutureResult<AuthorizationCodeResult> AuthorizationCodeLogin::start()
{
    if (std::exchange(d->started, true))
        return QtSupport::readyError<AuthorizationCodeResult>(
                { ErrorCode::Internal, "a login object was started twice", {}, {} });
    auto future = d->promise.future();
    if (auto ready = d->prepare(); !ready)
        d->finish(Core::fail(std::move(ready.error())));
    else if (d->provider.requirePushedAuthorization)
        d->push();
    else
        d->openBrowser(d->parameters);
    return future;
}

void AuthorizationCodeLogin::cancel()
{
    d->finish(Core::fail(ErrorCode::Canceled, "the sign-in was canceled"));
}

} // namespace Oidc
