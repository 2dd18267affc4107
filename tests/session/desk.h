// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/session/sessionmanager.h"
#include "tests/session/fakes.h"
#include "tests/support/resulttest.h"

#include <QSignalSpy>
#include <QTemporaryDir>

namespace Support {

//! A session manager with everything around it faked.
class Desk
{
public:
    Desk()
    {
        request.client.issuer = QStringLiteral("https://idp.example.test");
        request.client.clientId = QStringLiteral("kubernetes");
        request.client.scopes = { QStringLiteral("openid") };
        manager = std::make_unique<Session::SessionManager>(Session::SessionManager::Dependencies {
                store, browser, audit, clock, [this](const Oidc::ClientConfig &) { return provider; } });
    }

    [[nodiscard]] QString id() const { return request.key().id(); }
    //! As after an earlier sign-in: a refresh token that works is in the store.
    void signedInEarlier()
    {
        provider->validRefreshToken = "rt-0";
        store.put(id(), "rt-0", 1);
    }
    [[nodiscard]] static Session::TokenOptions options(Session::LoginPolicy policy = Session::LoginPolicy::Auto)
    {
        Session::TokenOptions options;
        options.login = policy;
        return options;
    }
    [[nodiscard]] static Session::TokenOptions withTerminal()
    {
        Session::TokenOptions options;
        options.requester.terminal = QStringLiteral("pts/3");
        return options;
    }
    //! What the future holds; Timeout if it holds nothing yet.
    template<typename T>
    [[nodiscard]] static Core::Result<T> now(QtSupport::FutureResult<T> future)
    {
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 2000))
            return Core::fail(Core::ErrorCode::Timeout, "the future is not finished");
        if (future.resultCount() == 0)
            return Core::fail(Core::ErrorCode::Canceled, "no result");
        return future.takeResult();
    }
    [[nodiscard]] Core::Result<Session::IdTokenLease> token(const Session::TokenOptions &how = options())
    {
        return now<Session::IdTokenLease>(manager->freshToken(request, how));
    }

    QTemporaryDir folder;
    FakeClock clock;
    FakeStore store;
    FakeBrowser browser;
    std::shared_ptr<FakeProvider> provider = std::make_shared<FakeProvider>(clock);
    Audit::AuditLog audit { folder.path().toStdString() + "/audit.jsonl", clock };
    Session::SessionRequest request;
    std::unique_ptr<Session::SessionManager> manager;
};

} // namespace Support
