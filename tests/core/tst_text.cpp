// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/text.h"

#include <QProcess>
#include <QTest>

class tst_Text : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesTextSafeForALine_data();
    void makesTextSafeForALine();
    void cutsBetweenCharacters();
    void leavesNoTokenInALog_data();
    void leavesNoTokenInALog();
    void knowsUtf8_data();
    void knowsUtf8();
    void knowsLabels_data();
    void knowsLabels();
    void quotesForAShell_data();
    void quotesForAShell();
};

void tst_Text::makesTextSafeForALine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("line");
    const QByteArray bad = "\xEF\xBF\xBD";
    QTest::newRow("plain") << QByteArray("dev-cluster") << QByteArray("dev-cluster");
    QTest::newRow("other scripts") << QByteArray("Zürich 東京 🔑") << QByteArray("Zürich 東京 🔑");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("breaks and tabs") << QByteArray("a\nb\r\nc\td\n") << QByteArray("a b  c d");
    QTest::newRow("escape sequence") << QByteArray("a\x1b[2Jb") << "a" + bad + "[2Jb";
    QTest::newRow("bell and delete") << QByteArray("\a\x7f") << bad + bad;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << "a" + bad + "b";
    QTest::newRow("C1 CSI") << QByteArray("\xc2\x9b") + "31m" << bad + "31m";
    QTest::newRow("right-to-left override") << QByteArray("a\xe2\x80\xae"
                                                          "b")
                                            << "a" + bad + "b";
    QTest::newRow("isolates") << QByteArray("\xe2\x81\xa6\xe2\x81\xa9") << bad + bad;
    QTest::newRow("line separator") << QByteArray("\xe2\x80\xa8") << bad;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfx") << bad + "x";
    QTest::newRow("invalid bytes") << QByteArray("a\xff\xfe"
                                                 "b")
                                   << "a" + bad + bad + "b";
    QTest::newRow("cut sequence") << QByteArray("a\xe2\x82") << "a" + bad + bad;
    QTest::newRow("overlong slash") << QByteArray("\xc0\xaf") << bad + bad;
}

void tst_Text::makesTextSafeForALine()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, line);
    QCOMPARE(QByteArray::fromStdString(Core::singleLine(text.toStdString())), line);
}

void tst_Text::cutsBetweenCharacters()
{
    const std::string text(1000, 'x');
    QCOMPARE(Core::singleLine(text, 10), std::string(10, 'x') + "…");
    QCOMPARE(Core::singleLine(text, 1000), text);
    const std::string cut = Core::singleLine("€€€€€€", 4);
    QVERIFY(Core::isValidUtf8(cut));
    QCOMPARE(cut, std::string("€€…"));
}

void tst_Text::knowsUtf8_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("ASCII with NUL") << QByteArray("a\0b", 3) << true;
    QTest::newRow("first of two bytes") << QByteArray("\xc2\x80") << true;
    QTest::newRow("last before surrogates") << QByteArray("\xed\x9f\xbf") << true;
    QTest::newRow("U+10FFFF") << QByteArray("\xf4\x8f\xbf\xbf") << true;
    QTest::newRow("U+110000") << QByteArray("\xf4\x90\x80\x80") << false;
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << false;
    QTest::newRow("overlong 2") << QByteArray("\xc1\xbf") << false;
    QTest::newRow("overlong 3") << QByteArray("\xe0\x9f\xbf") << false;
    QTest::newRow("overlong 4") << QByteArray("\xf0\x8f\xbf\xbf") << false;
    QTest::newRow("continuation alone") << QByteArray("\x80") << false;
    QTest::newRow("cut") << QByteArray("\xf0\x9f\x94") << false;
    QTest::newRow("interrupted") << QByteArray("\xe2\x82x") << false;
    QTest::newRow("five bytes") << QByteArray("\xf8\x88\x80\x80\x80") << false;
}

void tst_Text::knowsUtf8()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, valid);
    QCOMPARE(Core::isValidUtf8(text.toStdString()), valid);
}

void tst_Text::leavesNoTokenInALog_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("Keycloak's words") << QByteArray("Session not active") << QByteArray("Session not active");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("19 characters") << QByteArray("abcdefghijklmnopqrs") << QByteArray("abcdefghijklmnopqrs");
    QTest::newRow("20 characters") << QByteArray("abcdefghijklmnopqrst") << QByteArray("[…]");
    QTest::newRow("a JWT") << QByteArray("token eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.AB-_ is revoked")
                           << QByteArray("token […] is revoked");
    QTest::newRow("in quotes") << QByteArray("'dGhpcyBpcyBhIHNlY3JldCB0b2tlbg==', expired")
                               << QByteArray("'[…]', expired");
    QTest::newRow("two at once") << QByteArray("0123456789012345678901,0123456789012345678902")
                                 << QByteArray("[…],[…]");
    QTest::newRow("at the end with a break") << QByteArray("x\n012345678901234567890123\n") << QByteArray("x\n[…]\n");
}

void tst_Text::leavesNoTokenInALog()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(Core::withoutTokens(text.toStdString())), shown);
}

void tst_Text::knowsLabels_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("is");
    QTest::newRow("word") << QByteArray("kube-system2") << true;
    QTest::newRow("63") << QByteArray(63, 'a') << true;
    QTest::newRow("64") << QByteArray(64, 'a') << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("capital") << QByteArray("Kube") << false;
    QTest::newRow("dot") << QByteArray("a.b") << false;
    QTest::newRow("slash") << QByteArray("a/b") << false;
    QTest::newRow("dash first") << QByteArray("-a") << false;
    QTest::newRow("dash last") << QByteArray("a-") << false;
}

void tst_Text::knowsLabels()
{
    QFETCH(QByteArray, text);
    QTEST(Core::isDnsLabel(text.toStdString()), "is");
}

void tst_Text::quotesForAShell_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("plain") << QByteArray("/usr/bin/kubectl");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("blank") << QByteArray("my file");
    QTest::newRow("quote") << QByteArray("it's");
    QTest::newRow("only quotes") << QByteArray("'''");
    QTest::newRow("command") << QByteArray("$(id) `id` $HOME");
    QTest::newRow("separators") << QByteArray("a;b|c&d>e");
    QTest::newRow("pattern and home") << QByteArray("~/*?[a]!{b,c}");
    QTest::newRow("line break") << QByteArray("a\nb");
    QTest::newRow("backslash") << QByteArray("a\\b");
}

// The shell itself is asked.
void tst_Text::quotesForAShell()
{
    QFETCH(QByteArray, word);
    QProcess shell;
    const std::string command = "printf %s. " + Core::shellQuoted(word.toStdString());
    shell.start(QStringLiteral("/bin/sh"),
                { QStringLiteral("-c"), QString::fromStdString(command) });
    QVERIFY(shell.waitForFinished(10'000));
    QCOMPARE(shell.readAllStandardOutput(), word + '.');
    QCOMPARE(Core::shellQuoted("plain/word"), std::string("plain/word"));
}

QTEST_GUILESS_MAIN(tst_Text)
#include "tst_text.moc"
