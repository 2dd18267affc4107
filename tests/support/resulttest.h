// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

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
