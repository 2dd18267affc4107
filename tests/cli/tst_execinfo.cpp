// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/cli/execinfo.h"
#include "tests/support/resulttest.h"

#include <QTest>

using Core::ErrorCode;

class tst_ExecInfo : public QObject
{
    Q_OBJECT

    static Core::Environment with(std::optional<std::string> value)
    {
        return [value](std::string_view name) { return name == "KUBERNETES_EXEC_INFO" ? value : std::nullopt; };
    }

private Q_SLOTS:
    void echoesTheAskedVersion_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<bool>("interactive");
        // As client-go sends it, line break included.
        QTest::newRow("v1") << QByteArray("{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"spec\":{\"interactive\":false}}" "\n")
                            << QByteArray("client.authentication.k8s.io/v1") << false;
        QTest::newRow("v1beta1, interactive")
                << QByteArray("{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"spec\":{\"interactive\":true}}" "\n")
                << QByteArray("client.authentication.k8s.io/v1beta1") << true;
        QTest::newRow("with a cluster")
                << QByteArray("{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"spec\":{\"cluster\":{\"server\":\"https://a\",\"config\":{\"deep\":[[[]]]}},\"interactive\":false}}")
                << QByteArray("client.authentication.k8s.io/v1") << false;
    }
    void echoesTheAskedVersion()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, version);
        QFETCH(bool, interactive);
        const auto info = Cli::ExecInfo::fromEnvironment(with(value.toStdString()));
        QVERIFY_RESULT(info);
        QCOMPARE(QByteArray::fromStdString(info->apiVersion), version);
        QCOMPARE(info->isInteractive, interactive);
        QVERIFY(info->isGiven);
    }

    void byHandTheFallbackCounts()
    {
        QCOMPARE(Cli::ExecInfo::fromEnvironment(with(std::nullopt))->apiVersion, std::string(Cli::kExecV1));
        QCOMPARE(Cli::ExecInfo::fromEnvironment(with(""), Cli::kExecV1Beta1)->apiVersion, std::string(Cli::kExecV1Beta1));
        QVERIFY(!Cli::ExecInfo::fromEnvironment(with(std::nullopt))->isGiven);
    }

    void refusesTheRest_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("not JSON") << QByteArray("x");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("another kind") << QByteArray("{\"kind\":\"Config\",\"apiVersion\":\"client.authentication.k8s.io/v1\"}");
        QTest::newRow("no version") << QByteArray("{\"kind\":\"ExecCredential\"}");
        QTest::newRow("v1alpha1") << QByteArray("{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1alpha1\"}");
        QTest::newRow("version a number") << QByteArray("{\"kind\":\"ExecCredential\",\"apiVersion\":1}");
        QTest::newRow("a name twice") << QByteArray("{\"kind\":\"ExecCredential\",\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\"}");
        QTest::newRow("too deep") << QByteArray("{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"spec\":")
                        + QByteArray(100, '[') + QByteArray(100, ']') + '}';
        QTest::newRow("too large") << '"' + QByteArray(300 * 1024, 'a') + '"';
        QTest::newRow("something after it") << QByteArray("{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\"} x");
    }
    void refusesTheRest()
    {
        QFETCH(QByteArray, value);
        QCOMPARE_ERROR(Cli::ExecInfo::fromEnvironment(with(value.toStdString())), ErrorCode::Usage);
    }
};

QTEST_GUILESS_MAIN(tst_ExecInfo)
#include "tst_execinfo.moc"
