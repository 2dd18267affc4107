// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/keychain/credentialcodec.h"
#include "app/keychain/credentialstore.h"
#include "app/keychain/keychainservice.h"
#include "app/keychain/rawkeychain.h"
#include "app/qtsupport/compat.h"
#include "tests/support/resulttest.h"

#include <QRegularExpression>
#include <QTest>

#include <map>

namespace Support {

//! Runs the event loop until the answer is there (at most 10 s: nothing may take longer than 3).
template<typename T> Core::Result<T> await(QtSupport::FutureResult<T> future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 10'000))
        return Core::fail(Core::ErrorCode::Timeout, "no answer within 10 s");
    return QtSupport::moveResult<T>(future);
}

inline Keychain::Credential credential(std::uint64_t generation, std::string token)
{
    return { generation, u"https://issuer.example.test"_s, u"lanyard"_s, u"sm01"_s,
             Core::Secret(std::move(token)) };
}

//! A keychain that does what the test says. Answers come by the event loop, as with the real one.
class FakeKeychain final : public Keychain::RawKeychain
{
public:
    using Answer = Keychain::RawAnswer;
    struct State
    {
        std::map<QString, std::string> items;
        QStringList log; //!< "read k", "write k", …
        std::function<void(int request)>
                before; //!< called with the number of the request, from 1 on
        bool hangs = false; //!< requests get no answer until release()
        bool forgetsWrites = false; //!< says Done and keeps nothing
        bool forgetsRemovals = false;
        std::optional<Answer::Status> status; //!< what every request answers
        std::vector<std::function<void()>> held;

        void release()
        {
            hangs = false;
            for (const auto &answer : std::exchange(held, {}))
                answer();
        }
    };

    explicit FakeKeychain(std::shared_ptr<State> state)
        : m_state(std::move(state))
    {
    }

    void read(const QString &key, Done done) override
    {
        run(u"read "_s + key, std::move(done), [key](State &state) {
            const auto found = state.items.find(key);
            if (found == state.items.end())
                return Answer{ Answer::Status::NotFound, {}, "no entry" };
            return Answer{ Answer::Status::Done, Core::Secret(found->second), {} };
        });
    }
    void write(const QString &key, const Core::Secret &bytes, Done done) override
    {
        run(u"write "_s + key, std::move(done),
            [key, value = std::string(bytes.reveal())](State &state) {
                if (!state.forgetsWrites)
                    state.items[key] = value;
                return Answer{ Answer::Status::Done, {}, {} };
            });
    }
    void remove(const QString &key, Done done) override
    {
        run(u"remove "_s + key, std::move(done), [key](State &state) {
            if (state.forgetsRemovals)
                return Answer{ Answer::Status::Done, {}, {} };
            return Answer{ state.items.erase(key) ? Answer::Status::Done : Answer::Status::NotFound,
                           {},
                           {} };
        });
    }

private:
    void run(const QString &what, Done done, std::function<Answer(State &)> work)
    {
        m_state->log += what;
        if (m_state->before)
            m_state->before(static_cast<int>(m_state->log.size()));
        auto answer = [state = m_state, done = std::move(done), work = std::move(work)] {
            done(state->status ? Answer{ *state->status, {}, "as told" } : work(*state));
        };
        if (m_state->hangs)
            m_state->held.push_back(std::move(answer));
        else
            QMetaObject::invokeMethod(&m_loop, std::move(answer), Qt::QueuedConnection);
    }

    std::shared_ptr<State> m_state;
    QObject m_loop;
};

class FakeService final : public Keychain::KeychainService
{
public:
    struct State
    {
        std::optional<Core::ErrorCode> problem;
        bool hangs = false;
        int questions = 0;
        std::function<void(int)> before;
    };

    explicit FakeService(std::shared_ptr<State> state)
        : m_state(std::move(state))
    {
    }
    QtSupport::FutureResult<std::monostate> checkReady() override
    {
        ++m_state->questions;
        if (m_state->before)
            m_state->before(m_state->questions);
        if (m_state->hangs) {
            m_held = std::make_unique<QtSupport::Promise<std::monostate>>();
            return m_held->future();
        }
        if (m_state->problem)
            return QtSupport::readyError<std::monostate>({ *m_state->problem, "as told", {}, {} });
        return QtSupport::ready<std::monostate>(std::monostate());
    }
    QtSupport::FutureResult<std::monostate> unlock() override
    {
        m_state->problem.reset();
        return checkReady();
    }

private:
    std::shared_ptr<State> m_state;
    std::unique_ptr<QtSupport::Promise<std::monostate>> m_held;
};

//! What every CredentialStore must do; each store's test runs it.
inline void checkConformance(Keychain::CredentialStore &store)
{
    using Core::ErrorCode;
    const QString key = u"0123456789abcdef"_s;
    const auto state = await(store.state());
    QVERIFY_RESULT(state);
    QCOMPARE(*state, Keychain::StoreState::Ready);

    QCOMPARE_ERROR(await(store.read(key)), ErrorCode::NotFound);
    QVERIFY_RESULT(await(store.remove(key)));

    QVERIFY_RESULT(await(store.write(key, credential(1, "first"))));
    auto read = await(store.read(key));
    QVERIFY_RESULT(read);
    QVERIFY(isSame(*read, credential(1, "first")));

    QVERIFY_RESULT(await(store.write(key, credential(2, "second"))));
    QVERIFY_RESULT(await(store.write(key, credential(2, "second"))));
    QCOMPARE_ERROR(await(store.write(key, credential(2, "other"))), ErrorCode::Conflict);
    QCOMPARE_ERROR(await(store.write(key, credential(1, "first"))), ErrorCode::Conflict);
    read = await(store.read(key));
    QVERIFY_RESULT(read);
    QVERIFY(isSame(*read, credential(2, "second")));

    QCOMPARE_ERROR(await(store.read(u"other"_s)), ErrorCode::NotFound);
    QVERIFY_RESULT(await(store.write(u"other"_s, credential(1, "\"quoted\" \\ \t ünicode"))));
    read = await(store.read(u"other"_s));
    QVERIFY_RESULT(read);
    QVERIFY(isSame(*read, credential(1, "\"quoted\" \\ \t ünicode")));
    QVERIFY_RESULT(await(store.write(u"other"_s, credential(2, std::string(32'000, 'x')))));
    QVERIFY_RESULT(await(store.remove(u"other"_s)));

    QVERIFY(!await(store.write(key, credential(3, ""))));
    QVERIFY(!await(store.write(key, credential(3, "\xff\xfe"))));
    read = await(store.read(key));
    QVERIFY_RESULT(read);
    QVERIFY(isSame(*read, credential(2, "second")));

    QVERIFY_RESULT(await(store.remove(key)));
    QCOMPARE_ERROR(await(store.read(key)), ErrorCode::NotFound);
    QVERIFY_RESULT(await(store.remove(key)));
}

} // namespace Support
