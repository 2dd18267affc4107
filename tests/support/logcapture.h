// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QByteArray>
#include <QLoggingCategory>
#include <QMutex>
#include <QString>

namespace Support {

//! Collects every message of every category at every level while it lives.
class LogCapture
{
public:
    LogCapture()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("*=true\nqt.core.*=false\nqt.text.*=false"));
        text().clear();
        s_previous = qInstallMessageHandler(&LogCapture::take);
    }
    ~LogCapture()
    {
        qInstallMessageHandler(s_previous);
        QLoggingCategory::setFilterRules(QString());
    }
    Q_DISABLE_COPY_MOVE(LogCapture)

    [[nodiscard]] static QByteArray all()
    {
        const QMutexLocker lock(&mutex());
        return text();
    }

private:
    static void take(QtMsgType, const QMessageLogContext &context, const QString &message)
    {
        const QMutexLocker lock(&mutex());
        text() += QByteArray(context.category) + ": " + message.toUtf8() + '\n';
    }
    static QMutex &mutex()
    {
        static QMutex mutex;
        return mutex;
    }
    static QByteArray &text()
    {
        static QByteArray text;
        return text;
    }
    static inline QtMessageHandler s_previous = nullptr;
};

} // namespace Support
