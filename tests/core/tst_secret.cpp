// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/core/secret.h"

#include <QTest>

#include <type_traits>

using Core::Secret;

// Copies must be visible in review, and a secret must not compare with text by accident.
static_assert(!std::is_copy_constructible_v<Secret>);
static_assert(!std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret>);
static_assert(!std::is_convertible_v<std::string, Secret>);
static_assert(!std::is_convertible_v<Secret, std::string_view>);

class tst_Secret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wipesTheBytesAndTheRestOfTheCapacity_data();
    void wipesTheBytesAndTheRestOfTheCapacity();
    void leavesNothingInTheMovedFrom_data() { wipesTheBytesAndTheRestOfTheCapacity_data(); }
    void leavesNothingInTheMovedFrom();
    void survivesMovingToItself();
    void clones();
    void comparesWholeContents_data();
    void comparesWholeContents();
};

void tst_Secret::wipesTheBytesAndTheRestOfTheCapacity_data()
{
    QTest::addColumn<int>("length");
    QTest::newRow("in the small buffer") << 15;
    QTest::newRow("on the heap") << 4000;
}

void tst_Secret::wipesTheBytesAndTheRestOfTheCapacity()
{
    QFETCH(int, length);
    std::string bytes(std::size_t(length), 'S');
    const std::size_t capacity = bytes.capacity();
    bytes.resize(3); // the tail of a string that shrank is still there
    const char *memory = bytes.data();
    Secret::wipe(bytes);
    QVERIFY(bytes.empty());
    QVERIFY(bytes.data() == memory);
    bytes.resize(capacity); // value-initialises with NUL, but what was wiped stays where it was
    for (std::size_t i = 0; i < capacity; ++i)
        QCOMPARE(memory[i], '\0');
}

void tst_Secret::leavesNothingInTheMovedFrom()
{
    QFETCH(int, length);
    const std::string plain(std::size_t(length), 'S');
    Secret source{ std::string(plain) };
    const char *memory = source.reveal().data();
    Secret target(std::move(source));
    QVERIFY(source.isEmpty()); // NOLINT: that is what is tested
    QCOMPARE(memory[0], '\0');
    QVERIFY(target.equals(plain));

    Secret assigned{ std::string("old") };
    assigned = std::move(target);
    QVERIFY(target.isEmpty()); // NOLINT
    QVERIFY(assigned.equals(plain));
}

void tst_Secret::survivesMovingToItself()
{
    Secret secret{ std::string("token") };
    Secret &same = secret;
    secret = std::move(same);
    QVERIFY(secret.equals("token"));
}

void tst_Secret::clones()
{
    const Secret secret{ std::string("a\0b", 3) };
    const Secret copy = secret.clone();
    QCOMPARE(copy.reveal().size(), std::size_t(3));
    QVERIFY(copy.equals(secret.reveal()));
    QVERIFY(copy.reveal().data() != secret.reveal().data());
}

void tst_Secret::comparesWholeContents_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("equal");
    QTest::newRow("equal") << QByteArray("token") << QByteArray("token") << true;
    QTest::newRow("both empty") << QByteArray() << QByteArray() << true;
    QTest::newRow("first byte") << QByteArray("token") << QByteArray("Token") << false;
    QTest::newRow("last byte") << QByteArray("token") << QByteArray("tokeN") << false;
    QTest::newRow("prefix") << QByteArray("token") << QByteArray("toke") << false;
    QTest::newRow("empty and not") << QByteArray() << QByteArray("t") << false;
    QTest::newRow("behind a NUL") << QByteArray("a\0b", 3) << QByteArray("a\0c", 3) << false;
    QTest::newRow("high bit only") << QByteArray("a") << QByteArray("\xe1") << false;
}

void tst_Secret::comparesWholeContents()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(bool, equal);
    QCOMPARE(Core::constantTimeEquals(a.toStdString(), b.toStdString()), equal);
    QCOMPARE(Secret(a.toStdString()).equals(b.toStdString()), equal);
}

QTEST_GUILESS_MAIN(tst_Secret)
#include "tst_secret.moc"
