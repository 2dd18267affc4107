// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/keychain/keychainstore.h"

#include "app/keychain/credentialcodec.h"
#include "app/keychain/memorystore.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/logging.h"

#include <QPointer>
#include <QTimer>

namespace Keychain {

using Core::Error;
using Core::ErrorCode;
using QtSupport::andThen;
using QtSupport::FutureResult;
using QtSupport::lcKeychain;
using QtSupport::onFinished;
using QtSupport::Promise;
using QtSupport::ready;
using QtSupport::readyError;

namespace {

Error busyError()
{
    return { ErrorCode::KeychainBusy,
             "the keychain did not answer in time",
             "look for an open password prompt, or restart the keychain service",
             {} };
}

Error failedError(std::string detail)
{
    return { ErrorCode::KeychainFailed, "the keychain refused the request",
             "look at the keychain with your desktop's password program", std::move(detail) };
}

Error errorOf(const RawAnswer &answer)
{
    switch (answer.status) {
    case RawAnswer::Status::NotFound:
        return notFoundError();
    case RawAnswer::Status::Denied:
        return { ErrorCode::KeychainLocked, "the keychain is locked", "unlock it", answer.detail };
    case RawAnswer::Status::NoService:
        return { ErrorCode::KeychainMissing, "there is no keychain on this machine",
                 "install gnome-keyring or KWallet", answer.detail };
    default:
        return failedError(answer.detail);
    }
}

QString previousKey(const QString &key)
{
    return key + ".previous"_L1;
}

} // namespace

KeychainStore::KeychainStore(std::unique_ptr<RawKeychain> keychain,
                             std::unique_ptr<KeychainService> service,
                             std::chrono::milliseconds deadline, QObject *parent)
    : CredentialStore(parent)
    , m_keychain(std::move(keychain))
    , m_service(std::move(service))
    , m_deadline(deadline)
{
}

KeychainStore::~KeychainStore()
{
    if (m_running)
        m_queue.push_front(m_running);
    for (const CallPtr &call : std::exchange(m_queue, {})) {
        finish(call);
        call->fail({ ErrorCode::Canceled, "the program ends", {}, {} });
    }
}

// ---- the queue

template<typename T> FutureResult<T> KeychainStore::enqueue(Work<T> work)
{
    // Stuck: a request of a call that was given up is still with the keychain.
    if (m_requestPending && !m_running)
        return readyError<T>(busyError());
    auto promise = std::make_shared<Promise<T>>();
    auto call = std::make_shared<Call>();
    const std::weak_ptr<Call> weak = call;
    call->fail = [promise](const Error &error) { promise->fail(error); };
    call->start = [this, promise, weak, work = std::move(work)] {
        const CallPtr call = weak.lock();
        onFinished<T>(work(call), this, [this, call, promise](Core::Result<T> result) {
            if (call->isOver)
                return;
            finish(call);
            promise->finish(std::move(result));
            startNext();
        });
    };
    QTimer::singleShot(m_deadline, this, [this, weak] {
        if (const CallPtr late = weak.lock())
            onDeadline(late);
    });
    m_queue.push_back(std::move(call));
    startNext();
    return promise->future();
}

void KeychainStore::startNext()
{
    while (!m_running && !m_requestPending && !m_queue.empty()) {
        m_running = m_queue.front();
        m_queue.pop_front();
        // Moved out: it holds what is to be written, and need not until the deadline's timer fires.
        const auto start = std::move(m_running->start);
        start();
    }
}

void KeychainStore::finish(const CallPtr &call)
{
    call->isOver = true;
    if (m_running == call)
        m_running.reset();
}

void KeychainStore::onDeadline(const CallPtr &call)
{
    if (call->isOver)
        return;
    const bool wasRunning = m_running == call;
    finish(call);
    std::erase(m_queue, call);
    std::deque<CallPtr> waiting;
    if (wasRunning && m_requestPending) {
        qCWarning(lcKeychain)
                << "a request to the keychain is not answered; calls are refused until it is";
        // Nothing gets past the abandoned request: those behind it need not wait for their own end.
        waiting.swap(m_queue);
    }
    call->fail(busyError());
    for (const CallPtr &other : waiting) {
        finish(other);
        other->fail(busyError());
    }
    startNext();
}

// ---- one request; none for a call that was given up meanwhile (its turn has passed to another)

RawKeychain::Done KeychainStore::receive(const CallPtr &call,
                                         std::function<void(RawAnswer)> handler)
{
    m_requestPending = true;
    return [self = QPointer<KeychainStore>(this), call,
            handler = std::move(handler)](RawAnswer answer) {
        if (!self) // the answer of a request that outlived the store
            return;
        self->m_requestPending = false;
        if (call->isOver) {
            qCInfo(lcKeychain) << "the keychain answers again";
            self->startNext();
            return; // the promise behind the handler dies unfinished: nobody waits for it
        }
        handler(std::move(answer));
    };
}

FutureResult<Core::Secret> KeychainStore::readRaw(const CallPtr &call, const QString &key)
{
    if (call->isOver)
        return readyError<Core::Secret>(busyError());
    auto promise = std::make_shared<Promise<Core::Secret>>();
    m_keychain->read(key, receive(call, [promise](RawAnswer answer) {
                         if (answer.status != RawAnswer::Status::Done)
                             promise->fail(errorOf(answer));
                         else if (answer.bytes.isEmpty())
                             // KWallet's errors arrive as success without data (0.13.2 to 0.16.0).
                             promise->fail(failedError("an empty answer"));
                         else
                             promise->finish(std::move(answer.bytes));
                     }));
    return promise->future();
}

FutureResult<std::monostate> KeychainStore::writeRaw(const CallPtr &call, const QString &key,
                                                     const Core::Secret &bytes)
{
    if (call->isOver)
        return readyError<Nothing>(busyError());
    auto promise = std::make_shared<Promise<Nothing>>();
    m_keychain->write(key, bytes, receive(call, [promise](RawAnswer answer) {
                          if (answer.status == RawAnswer::Status::Done)
                              promise->finish(Nothing());
                          else if (answer.status == RawAnswer::Status::NotFound)
                              promise->fail(failedError("a write found nothing"));
                          else
                              promise->fail(errorOf(answer));
                      }));
    return promise->future();
}

FutureResult<std::monostate> KeychainStore::removeRaw(const CallPtr &call, const QString &key)
{
    if (call->isOver)
        return readyError<Nothing>(busyError());
    auto promise = std::make_shared<Promise<Nothing>>();
    m_keychain->remove(key, receive(call, [promise](RawAnswer answer) {
                           if (answer.status == RawAnswer::Status::Done
                               || answer.status == RawAnswer::Status::NotFound)
                               promise->finish(Nothing());
                           else
                               promise->fail(errorOf(answer));
                       }));
    return promise->future();
}

// ---- state

FutureResult<StoreState> KeychainStore::state()
{
    if (m_requestPending && !m_running)
        return ready<StoreState>(StoreState::Busy);
    auto promise = std::make_shared<Promise<StoreState>>();
    onFinished<Nothing>(m_service->checkReady(), this, [promise](Core::Result<Nothing> result) {
        if (result)
            promise->finish(StoreState::Ready);
        else if (result.error().code == ErrorCode::KeychainLocked)
            promise->finish(StoreState::Locked);
        else if (result.error().code == ErrorCode::KeychainMissing)
            promise->finish(StoreState::Missing);
        else
            promise->finish(StoreState::Busy);
    });
    return promise->future();
}

FutureResult<StoreState> KeychainStore::unlock()
{
    return andThen<Nothing>(m_service->unlock(), this, [this](Nothing) { return state(); });
}

// ---- read

FutureResult<Credential> KeychainStore::read(const QString &key)
{
    return enqueue<Credential>([this, key](const CallPtr &call) {
        return andThen<Nothing>(m_service->checkReady(), this,
                                [this, call, key](Nothing) { return readChecked(call, key); });
    });
}

FutureResult<Credential> KeychainStore::readChecked(const CallPtr &call, const QString &key)
{
    return andThen<Stored>(readStored(call, key), this, [this, call, key](Stored stored) {
        if (!stored.isThere)
            return readyError<Credential>(notFoundError());
        Core::Result<Credential> credential = decode(stored.bytes.reveal());
        if (!credential)
            return readPrevious(call, key, credential.error());
        return ready<Credential>(std::move(credential));
    });
}

// Not there is believed only if the service is unlocked after the answer, too: it may have been
// locked between our question and the library's.
FutureResult<KeychainStore::Stored> KeychainStore::readStored(const CallPtr &call,
                                                              const QString &key)
{
    auto promise = std::make_shared<Promise<Stored>>();
    onFinished<Core::Secret>(
            readRaw(call, key), this, [this, promise](Core::Result<Core::Secret> bytes) {
                if (bytes) {
                    promise->finish(Stored{ true, std::move(*bytes) });
                } else if (bytes.error().code != ErrorCode::NotFound) {
                    promise->fail(std::move(bytes.error()));
                } else {
                    onFinished<Nothing>(m_service->checkReady(), this,
                                        [promise](Core::Result<Nothing> result) {
                                            if (result)
                                                promise->finish(Stored());
                                            else
                                                promise->fail(std::move(result.error()));
                                        });
                }
            });
    return promise->future();
}

FutureResult<Credential> KeychainStore::readPrevious(const CallPtr &call, const QString &key,
                                                     Error why)
{
    qCWarning(lcKeychain) << "an entry is damaged:" << why.detail.c_str()
                          << "; trying the one before";
    auto promise = std::make_shared<Promise<Credential>>();
    onFinished<Core::Secret>(readRaw(call, previousKey(key)), this,
                             [promise, why = std::move(why)](Core::Result<Core::Secret> bytes) {
                                 // Its own error says less than that the entry is damaged.
                                 if (bytes) {
                                     if (auto credential = decode(bytes->reveal())) {
                                         promise->finish(std::move(credential));
                                         return;
                                     }
                                 }
                                 promise->fail(why);
                             });
    return promise->future();
}

// ---- write

FutureResult<std::monostate> KeychainStore::write(const QString &key, Credential credential)
{
    auto shared = std::make_shared<Credential>(std::move(credential));
    return enqueue<Nothing>([this, key, shared](const CallPtr &call) {
        return andThen<Nothing>(m_service->checkReady(), this, [this, call, key, shared](Nothing) {
            return andThen<Stored>(readStored(call, key), this,
                                   [this, call, key, shared](Stored old) {
                                       return replace(call, key, *shared, old);
                                   });
        });
    });
}

FutureResult<std::monostate> KeychainStore::replace(const CallPtr &call, const QString &key,
                                                    const Credential &credential, const Stored &old)
{
    Core::Result<Core::Secret> encoded = encode(credential);
    if (!encoded)
        return readyError<Nothing>(encoded.error());
    auto bytes = std::make_shared<Core::Secret>(std::move(*encoded));
    const Core::Result<Credential> stored = decode(old.bytes.reveal());
    if (!stored) // nothing there, or damaged: then the previous one stays the good one
        return writeAndCompare(call, key, bytes);
    if (const Core::Result<> allowed = checkReplaces(*stored, credential); !allowed) {
        // Unchanged: an unneeded write would prompt on some systems.
        return allowed.error().code == ErrorCode::NothingToDo
                ? ready<Nothing>(Nothing())
                : readyError<Nothing>(allowed.error());
    }
    return andThen<Nothing>(
            writeRaw(call, previousKey(key), old.bytes), this,
            [this, call, key, bytes](Nothing) { return writeAndCompare(call, key, bytes); });
}

// Read back, because a write that failed in KWallet is reported as success.
FutureResult<std::monostate> KeychainStore::writeAndCompare(const CallPtr &call, const QString &key,
                                                            std::shared_ptr<Core::Secret> bytes)
{
    return andThen<Nothing>(writeRaw(call, key, *bytes), this, [this, call, key, bytes](Nothing) {
        return andThen<Stored>(readStored(call, key), this, [bytes](Stored stored) {
            if (!stored.isThere || !stored.bytes.equals(bytes->reveal()))
                return readyError<Nothing>(
                        { ErrorCode::KeychainFailed,
                          "the keychain did not keep what was written",
                          "look at the keychain with your desktop's password program",
                          {} });
            return ready<Nothing>(Nothing());
        });
    });
}

// ---- remove

FutureResult<std::monostate> KeychainStore::remove(const QString &key)
{
    return enqueue<Nothing>([this, key](const CallPtr &call) {
        return andThen<Nothing>(m_service->checkReady(), this, [this, call, key](Nothing) {
            return andThen<Nothing>(removeRaw(call, previousKey(key)), this,
                                    [this, call, key](Nothing) {
                                        return andThen<Nothing>(removeRaw(call, key), this,
                                                                [this, call, key](Nothing) {
                                                                    return verifyGone(call, key);
                                                                });
                                    });
        });
    });
}

FutureResult<std::monostate> KeychainStore::verifyGone(const CallPtr &call, const QString &key)
{
    return andThen<Stored>(readStored(call, key), this, [](Stored stored) {
        if (stored.isThere)
            return readyError<Nothing>(
                    { ErrorCode::KeychainFailed,
                      "the keychain still holds what was removed",
                      "remove the entry \"org.lanyard\" with your desktop's password program",
                      {} });
        return ready<Nothing>(Nothing());
    });
}

} // namespace Keychain
