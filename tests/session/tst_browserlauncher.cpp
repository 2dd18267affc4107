// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/session/browserlauncher.h"
#include "tests/support/resulttest.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using Core::ErrorCode;
using Done = std::monostate;

class tst_BrowserLauncher : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString script(const QByteArray &body)
    {
        const QString path = m_folder.filePath(QStringLiteral("browser-%1").arg(QRandomGenerator::global()->generate()));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write("#!/bin/sh\n" + body);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }
    static Core::Result<Done> wait(QtSupport::FutureResult<Done> future)
    {
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 5000))
            return Core::fail(ErrorCode::Timeout, "not finished");
        return future.takeResult();
    }

private Q_SLOTS:
    void onlyWebAddressesAreOpened_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *url : { "file:///etc/passwd", "javascript:alert(1)", "smb://host/share", "http://example.test/",
                                 "https://user:pw@example.test/", "x-custom://a", "" })
            QTest::newRow(url) << QString::fromLatin1(url);
    }
    void onlyWebAddressesAreOpened()
    {
        QFETCH(QString, url);
        const QString mark = m_folder.filePath(QStringLiteral("opened"));
        Session::ProcessBrowserLauncher launcher;
        Session::BrowserRequest request;
        request.command = script("touch '" + mark.toUtf8() + "'\n");
        QVERIFY(!wait(launcher.open(QUrl(url), request)));
        QVERIFY(!QFile::exists(mark));
    }

    void theAddressIsOneArgumentAndNoShellReadsIt()
    {
        const QString mark = m_folder.filePath(QStringLiteral("arguments"));
        Session::ProcessBrowserLauncher launcher;
        Session::BrowserRequest request;
        request.command = script("printf '%s|' \"$#\" \"$1\" > '" + mark.toUtf8() + "'\n");
        const QUrl url(QStringLiteral("https://idp.example.test/a?b=c&d=$(touch%20x);e='f"));
        QVERIFY_RESULT(wait(launcher.open(url, request)));
        QFile file(mark);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "1|" + url.toEncoded() + "|");
    }

    void aProgramThatDoesNotExistIsNamed()
    {
        Session::ProcessBrowserLauncher launcher;
        Session::BrowserRequest request;
        request.command = QStringLiteral("/nonexistent/browser");
        const auto opened = wait(launcher.open(QUrl(QStringLiteral("https://idp.example.test/")), request));
        QCOMPARE_ERROR(opened, ErrorCode::BrowserFailed);
        QVERIFY(QString::fromStdString(opened.error().message).contains(request.command));
    }

    void aProgramThatFailsAtOnceIsAFailure()
    {
        Session::ProcessBrowserLauncher launcher;
        Session::BrowserRequest request;
        request.command = script("exit 3\n");
        QCOMPARE_ERROR(wait(launcher.open(QUrl(QStringLiteral("https://idp.example.test/")), request)), ErrorCode::BrowserFailed);
    }

    void withoutADisplayNoBrowserForTerminalsIsStarted()
    {
        Session::ProcessBrowserLauncher launcher;
        Session::BrowserRequest request;
        request.environment.insert(QStringLiteral("DISPLAY"), QString());
        QCOMPARE_ERROR(wait(launcher.open(QUrl(QStringLiteral("https://idp.example.test/")), request)), ErrorCode::BrowserFailed);
    }

    void onlyWhatABrowserNeedsIsTakenFromTheCaller()
    {
        const QString mark = m_folder.filePath(QStringLiteral("environment"));
        Session::ProcessBrowserLauncher launcher;
        Session::BrowserRequest request;
        request.command = script("printf '%s|%s' \"$DISPLAY\" \"$LD_PRELOAD\" > '" + mark.toUtf8() + "'\n");
        request.environment.insert(QStringLiteral("DISPLAY"), QStringLiteral(":7"));
        request.environment.insert(QStringLiteral("LD_PRELOAD"), QStringLiteral("/nonexistent.so"));
        QVERIFY_RESULT(wait(launcher.open(QUrl(QStringLiteral("https://idp.example.test/")), request)));
        QFile file(mark);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray(":7|"));
    }
};

QTEST_GUILESS_MAIN(tst_BrowserLauncher)
#include "tst_browserlauncher.moc"
