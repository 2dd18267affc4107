// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QTest>

//! A real part that a test needs is not on this machine: with CI=true a failure, elsewhere the test says that it
//! was skipped and why.
#define SKIP_OR_FAIL(reason)                                                                                           \
    do {                                                                                                               \
        if (qEnvironmentVariable("CI") == QLatin1String("true"))                                                       \
            QFAIL(reason);                                                                                             \
        QSKIP(reason);                                                                                                 \
    } while (false)
