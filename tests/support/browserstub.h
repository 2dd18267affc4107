// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QUrl>

#include <functional>

namespace Support {

//! Sends raw bytes to a loopback port, one connection each, and keeps what came back.
class RawClient : public QObject
{
    Q_OBJECT

public:
    //! \a pieces go out as separate TCP segments. Empty list of pieces: connects and hangs up.
    void send(const QString &host, quint16 port, const QList<QByteArray> &pieces,
              std::function<void(QByteArray)> then);
};

//! The person's browser: asks the provider, takes its redirect, and calls back as the script says.
class BrowserStub : public QObject
{
    Q_OBJECT

public:
    //! What the honest browser would do with the redirect.
    struct Callback
    {
        QUrl url; //!< the redirect URI with its query
        QByteArray host; //!< "127.0.0.1:PORT"
        QByteArray path;
        QByteArray query;

        [[nodiscard]] QByteArray get(const QByteArray &withQuery) const;
        [[nodiscard]] QByteArray honest() const { return get(query); }
        //! The query with one parameter replaced (its value raw), or removed if \a value is null.
        [[nodiscard]] QByteArray with(const QByteArray &name, const QByteArray &value) const;
        [[nodiscard]] QByteArray without(const QByteArray &name) const { return with(name, QByteArray()); }
    };
    //! Raw requests to send to the listener, one after the other.
    using Script = std::function<QList<QByteArray>(const Callback &)>;

    explicit BrowserStub(Script script = {}) : m_script(std::move(script)) { }

    void open(const QUrl &authorizationUrl);
    //! The listener's answers in the order of the script; empty = nobody answered.
    [[nodiscard]] const QList<QByteArray> &answers() const { return m_answers; }
    [[nodiscard]] bool isDone() const { return m_done; }
    [[nodiscard]] Callback callback() const { return m_callback; }
    [[nodiscard]] QUrl opened() const { return m_opened; }

private:
    void next();

    Script m_script;
    RawClient m_client;
    QUrl m_opened;
    Callback m_callback;
    QList<QByteArray> m_requests;
    QList<QByteArray> m_answers;
    bool m_done = false;
};

} // namespace Support
