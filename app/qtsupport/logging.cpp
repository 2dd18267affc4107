// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/qtsupport/logging.h"

#include <cstring>

namespace QtSupport {

Q_LOGGING_CATEGORY(lcHttp, "lanyard.http", QtInfoMsg)
Q_LOGGING_CATEGORY(lcOidc, "lanyard.oidc", QtInfoMsg)
Q_LOGGING_CATEGORY(lcKeychain, "lanyard.keychain", QtInfoMsg)
Q_LOGGING_CATEGORY(lcKubernetes, "lanyard.kubernetes", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSession, "lanyard.session", QtInfoMsg)
Q_LOGGING_CATEGORY(lcAgent, "lanyard.agent", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "lanyard.ui", QtInfoMsg)

namespace {

QLoggingCategory::CategoryFilter g_previousFilter = nullptr;

// setFilterRules() would lose against QT_LOGGING_RULES; a filter function has the last word.
void withoutSecrets(QLoggingCategory *category)
{
    if (g_previousFilter)
        g_previousFilter(category);
    for (const char *prefix : { "qt.networkauth", "qt.network.http2", "qt.httpserver" }) {
        if (std::strncmp(category->categoryName(), prefix, std::strlen(prefix)) == 0) {
            for (const QtMsgType type : { QtDebugMsg, QtInfoMsg, QtWarningMsg, QtCriticalMsg })
                category->setEnabled(type, false);
        }
    }
}

} // namespace

void silenceSecretLogging()
{
    if (!g_previousFilter)
        g_previousFilter = QLoggingCategory::installFilter(withoutSecrets);
}

} // namespace QtSupport
