// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/random.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

class tst_Random : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makes43CharactersOfBase64Url();
    void neverRepeats();
    void usesEveryBit();
    void challengesAsTheStandardsExampleDoes();
};

void tst_Random::makes43CharactersOfBase64Url()
{
    const QRegularExpression shape(QStringLiteral("^[A-Za-z0-9_-]{43}$"));
    QVERIFY(shape.match(QString::fromStdString(Oidc::randomToken())).hasMatch());
}

void tst_Random::neverRepeats()
{
    QSet<QString> seen;
    for (int i = 0; i < 10'000; ++i)
        seen.insert(QString::fromStdString(Oidc::randomToken()));
    QCOMPARE(seen.size(), 10'000);
}

// A generator that fills only part of the bytes would pass the test above.
void tst_Random::usesEveryBit()
{
    QByteArray ones(32, '\0');
    QByteArray zeros(32, '\0');
    for (int i = 0; i < 200; ++i) {
        const QByteArray bytes = QByteArray::fromBase64(QByteArray::fromStdString(Oidc::randomToken()), QByteArray::Base64UrlEncoding);
        QCOMPARE(bytes.size(), 32);
        for (qsizetype at = 0; at < bytes.size(); ++at) {
            ones[at] = static_cast<char>(ones.at(at) | bytes.at(at));
            zeros[at] = static_cast<char>(zeros.at(at) | ~bytes.at(at));
        }
    }
    QCOMPARE(ones, QByteArray(32, '\xff'));
    QCOMPARE(zeros, QByteArray(32, '\xff'));
}

// RFC 7636 appendix B.
void tst_Random::challengesAsTheStandardsExampleDoes()
{
    QCOMPARE(Oidc::codeChallengeS256("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
             std::string("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
}

QTEST_GUILESS_MAIN(tst_Random)
#include "tst_random.moc"
