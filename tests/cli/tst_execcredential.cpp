// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/execcredential.h"
#include "app/core/json.h"
#include "tests/support/resulttest.h"

#include <QTest>

class tst_ExecCredential : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOneLineOfJson_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("a token") << QByteArray("eyJhbGciOiJFUzI1NiJ9.e30.c2ln");
        QTest::newRow("quotes") << QByteArray("a\"b\\c");
        QTest::newRow("a line break") << QByteArray("a\nb\r\tc");
        QTest::newRow("an injected field") << QByteArray("x\",\"clientKeyData\":\"y");
        QTest::newRow("control characters") << QByteArray("\x01\x1f\x7f", 3);
    }
    void isOneLineOfJson()
    {
        QFETCH(QByteArray, token);
        const std::string line = Cli::execCredential("client.authentication.k8s.io/v1", token.toStdString(), "2026-01-01T00:00:00Z");
        QCOMPARE(std::count(line.begin(), line.end(), '\n'), 1);
        QCOMPARE(line.back(), '\n');
        const auto json = Core::parseJson(line);
        QVERIFY_RESULT(json);
        QCOMPARE(json->at("kind").get<std::string>(), std::string("ExecCredential"));
        QCOMPARE(json->at("apiVersion").get<std::string>(), std::string("client.authentication.k8s.io/v1"));
        const auto &status = json->at("status");
        QCOMPARE(status.size(), std::size_t(2));
        QCOMPARE(status.at("token").get<std::string>(), token.toStdString());
        QCOMPARE(status.at("expirationTimestamp").get<std::string>(), std::string("2026-01-01T00:00:00Z"));
    }
};

QTEST_GUILESS_MAIN(tst_ExecCredential)
#include "tst_execcredential.moc"
