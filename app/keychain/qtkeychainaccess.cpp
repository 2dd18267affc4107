// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/keychain/qtkeychainaccess.h"

#include "app/core/text.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <qt6keychain/keychain.h>

#include <QObject>

namespace Keychain {

namespace {

QString service()
{
    return u"org.lanyard"_s;
}

QString fullKey(const QString &key)
{
    return u"org.lanyard:"_s + key;
}

RawAnswer::Status statusOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return RawAnswer::Status::Done;
    case QKeychain::EntryNotFound:
        return RawAnswer::Status::NotFound;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return RawAnswer::Status::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return RawAnswer::Status::NoService;
    default:
        return RawAnswer::Status::Failed;
    }
}

RawAnswer answerOf(const QKeychain::Job &job)
{
    RawAnswer answer;
    answer.status = statusOf(job.error());
    if (answer.status != RawAnswer::Status::Done)
        answer.detail = Core::singleLine(QtSupport::toStdString(job.errorString()), 300);
    return answer;
}

// No context object and no parent: the job must outlive everybody who waits for it.
template<typename Finished> void start(QKeychain::Job *job, const QString &key, Finished finished)
{
    job->setKey(fullKey(key));
    QObject::connect(job, &QKeychain::Job::finished, job, std::move(finished));
    job->start();
}

} // namespace

void QtKeychainAccess::read(const QString &key, Done done)
{
    auto *job = new QKeychain::ReadPasswordJob(service());
    start(job, key, [job, done = std::move(done)] {
        RawAnswer answer = answerOf(*job);
        if (answer.status == RawAnswer::Status::Done) {
            // The library's own copy is out of reach and dies with the job, right after this.
            answer.bytes = Core::Secret(job->binaryData().toStdString());
        }
        done(std::move(answer));
    });
}

void QtKeychainAccess::write(const QString &key, const Core::Secret &bytes, Done done)
{
    auto *job = new QKeychain::WritePasswordJob(service());
    job->setBinaryData(QtSupport::toByteArray(bytes.reveal()));
    start(job, key, [job, done = std::move(done)] { done(answerOf(*job)); });
}

void QtKeychainAccess::remove(const QString &key, Done done)
{
    auto *job = new QKeychain::DeletePasswordJob(service());
    start(job, key, [job, done = std::move(done)] { done(answerOf(*job)); });
}

} // namespace Keychain
