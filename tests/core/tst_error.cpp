// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/error.h"
#include "app/core/result.h"

#include <QSet>
#include <QTest>

using Core::ErrorCode;

class tst_Error : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasANameOfItsOwn();
    void anUnknownNameIsInternal();
    void exitCodesAreThoseOfTheContract_data();
    void exitCodesAreThoseOfTheContract();
    void aLineIsSafeForATerminal();
    void failCarriesEverything();
};

void tst_Error::everyCodeHasANameOfItsOwn()
{
    QSet<QByteArray> names;
    const int last = static_cast<int>(ErrorCode::ApiForbidden);
    for (int i = 0; i <= last; ++i) {
        const auto code = static_cast<ErrorCode>(i);
        const std::string name(Core::errorCodeName(code));
        QVERIFY2(Core::errorCodeFromName(name) == code, name.c_str());
        for (const char c : name)
            QVERIFY2((c >= 'a' && c <= 'z') || c == '-', name.c_str());
        names += QByteArray::fromStdString(name);
    }
    QCOMPARE(names.size(), last + 1);
}

void tst_Error::anUnknownNameIsInternal()
{
    QVERIFY(Core::errorCodeFromName("from-the-future") == ErrorCode::Internal);
    QVERIFY(Core::errorCodeFromName("") == ErrorCode::Internal);
    QVERIFY(Core::errorCodeFromName("Io") == ErrorCode::Internal);
}

void tst_Error::exitCodesAreThoseOfTheContract_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("exitCode");
    const auto row = [](ErrorCode code, int exitCode) {
        QTest::newRow(std::string(Core::errorCodeName(code)).c_str()) << int(code) << exitCode;
    };
    row(ErrorCode::Internal, 1);
    row(ErrorCode::Timeout, 1);
    row(ErrorCode::KeychainLocked, 1);
    row(ErrorCode::Usage, 2);
    row(ErrorCode::LoginRequired, 3);
    row(ErrorCode::LoginRefused, 3);
    row(ErrorCode::LoginTimeout, 3);
    row(ErrorCode::Refused, 4);
    row(ErrorCode::PeerRefused, 4);
    row(ErrorCode::NotFound, 5);
    row(ErrorCode::NothingToDo, 5);
}

void tst_Error::exitCodesAreThoseOfTheContract()
{
    QFETCH(int, code);
    QFETCH(int, exitCode);
    QCOMPARE(Core::exitCode(static_cast<ErrorCode>(code)), exitCode);
}

void tst_Error::aLineIsSafeForATerminal()
{
    QCOMPARE(Core::toLine({ ErrorCode::Io, "it broke", "mend it", "not shown" }),
             std::string("it broke (mend it)"));
    QCOMPARE(Core::toLine({ ErrorCode::Io, "it broke", {}, {} }), std::string("it broke"));
    const std::string line = Core::toLine({ ErrorCode::Io, "a\x1b[2J\nb", "c\r\nd", {} });
    for (const char c : line)
        QVERIFY(static_cast<unsigned char>(c) >= 0x20);
}

void tst_Error::failCarriesEverything()
{
    const auto make = []() -> Core::Result<int> {
        return Core::fail(ErrorCode::DiskFull, "message", "fix", "detail");
    };
    const Core::Result<int> result = make();
    QVERIFY(!result);
    const Core::Error expected{ ErrorCode::DiskFull, "message", "fix", "detail" };
    QVERIFY(result.error() == expected);
    const Core::Result<std::string> passedOn = Core::fail(result.error());
    QVERIFY(passedOn.error() == expected);
}

QTEST_GUILESS_MAIN(tst_Error)
#include "tst_error.moc"
