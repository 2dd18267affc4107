// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/core/json.h"
#include "app/core/result.h"

#include <QTest>

//! QVERIFY for a Result that prints the error.
#define QVERIFY_RESULT(result)                                                                      \
    do {                                                                                            \
        const auto &verified_ = (result);                                                           \
        if (!verified_)                                                                             \
            QFAIL(qPrintable(QString::fromStdString(                                                \
                    std::string(Core::errorCodeName(verified_.error().code)) + ": "                 \
                    + Core::toLine(verified_.error()) + " [" + verified_.error().detail + "]")));   \
    } while (false)

//! The result must be this error.
#define QCOMPARE_ERROR(result, expected)                                                            \
    do {                                                                                            \
        const auto &verified_ = (result);                                                           \
        QVERIFY2(!verified_, "it succeeded");                                                       \
        QCOMPARE(QString::fromStdString(std::string(Core::errorCodeName(verified_.error().code))),  \
                 QString::fromStdString(std::string(Core::errorCodeName(expected))));               \
        QVERIFY2(!verified_.error().message.empty(), "an error without a sentence");                \
    } while (false)

//! Two JSON values are equal; prints both if not. (QCOMPARE does not compile with nlohmann's iterators.)
#define QCOMPARE_JSON(actual, expected)                                                             \
    do {                                                                                            \
        const Core::Json actual_ = (actual), expected_ = (expected);                                \
        if (actual_ != expected_)                                                                   \
            QFAIL(qPrintable(QString::fromStdString("got " + Core::dumpJson(actual_) + " expected " \
                                                    + Core::dumpJson(expected_))));                 \
    } while (false)
