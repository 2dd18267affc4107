// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/text.h"

#include "app/core/text.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace Ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Ui::Text)
};

QString fileTitle(Core::ErrorCode code)
{
    using enum Core::ErrorCode;
    switch (code) {
    case NotFound: return Words::tr("Not found");
    case PermissionDenied: return Words::tr("No permission");
    case ReadOnly: return Words::tr("The file is read-only");
    case DiskFull: return Words::tr("The disk is full");
    case TooLarge: return Words::tr("Too large to read safely");
    case Parse: return Words::tr("The kubeconfig could not be read");
    case FileLocked: return Words::tr("Another program is writing the kubeconfig");
    case StaleLock: return Words::tr("A lock file was left behind");
    case Conflict: return Words::tr("Something else is already there");
    case Refused: return Words::tr("Refused by a safety rule");
    case NothingToDo: return Words::tr("There is nothing to do");
    default: return Words::tr("A file could not be read or written");
    }
}

QString networkTitle(Core::ErrorCode code)
{
    using enum Core::ErrorCode;
    switch (code) {
    case Timeout: return Words::tr("No answer in time");
    case TlsUntrusted: return Words::tr("The server's certificate is not trusted");
    case TlsFailed: return Words::tr("No secure connection");
    case ApiUnauthorized: return Words::tr("The API server did not accept the sign-in");
    case ApiForbidden: return Words::tr("The API server says no");
    case ApiUnreachable: return Words::tr("The API server cannot be reached");
    case NetworkUnreachable: return Words::tr("The server cannot be reached");
    default: return Words::tr("The server gave an answer that cannot be used");
    }
}

QString signInTitle(Core::ErrorCode code)
{
    using enum Core::ErrorCode;
    switch (code) {
    case IssuerNotHttps: return Words::tr("The issuer address must begin with https");
    case IssuerMismatch: return Words::tr("The provider calls itself by another issuer");
    case DiscoveryInvalid: return Words::tr("This address is no OpenID Connect provider");
    case LoginRequired: return Words::tr("Please sign in");
    case LoginRefused: return Words::tr("The sign-in was refused");
    case LoginTimeout: return Words::tr("The sign-in was not finished in time");
    case BrowserFailed: return Words::tr("No browser could be opened");
    case ClientUnknown: return Words::tr("The provider does not know this client ID");
    case RedirectUriRejected: return Words::tr("The provider does not know our redirect address");
    case ScopeRejected: return Words::tr("The provider refused a scope");
    case InvalidGrant: return Words::tr("The sign-in has ended");
    case Canceled: return Words::tr("Canceled");
    default: return Words::tr("The provider did not complete the sign-in");
    }
}

QString titleOf(Core::ErrorCode code)
{
    using enum Core::ErrorCode;
    if (code == Internal)
        return Words::tr("Something went wrong inside Lanyard");
    if (code == Usage)
        return Words::tr("A value is missing or wrong");
    if (code == Canceled || (code >= IssuerNotHttps && code <= TokenEndpoint))
        return signInTitle(code);
    if (code >= Io && code <= NothingToDo)
        return fileTitle(code);
    if (code >= TokenMalformed && code <= TokenSubject)
        return Words::tr("The provider's token was not accepted");
    if (code == KeychainLocked)
        return Words::tr("The keychain is locked");
    if (code >= KeychainMissing && code <= KeychainCorrupt)
        return Words::tr("The keychain cannot be used");
    if (code >= AgentUnavailable && code <= PeerRefused)
        return Words::tr("The agent cannot be reached");
    return networkTitle(code);
}

Remedy remedyOf(Core::ErrorCode code)
{
    using enum Core::ErrorCode;
    switch (code) {
    case LoginRequired:
    case LoginRefused:
    case LoginTimeout:
    case InvalidGrant:
    case TokenSubject: return Remedy::SignIn;
    case StaleLock: return Remedy::BreakLock;
    case Timeout:
    case FileLocked:
    case Conflict:
    case NetworkUnreachable:
    case ApiUnreachable:
    case KeychainLocked:
    case KeychainBusy: return Remedy::Retry;
    default: return Remedy::None;
    }
}

} // namespace

Message describe(const Core::Error &error)
{
    Message message;
    message.severity = error.code == Core::ErrorCode::Canceled
                    || error.code == Core::ErrorCode::NothingToDo
            ? Severity::Info
            : Severity::Error;
    message.title = titleOf(error.code);
    message.why = printable(QtSupport::toQString(error.message), 2000);
    message.fix = printable(QtSupport::toQString(error.fix), 2000);
    message.remedy = remedyOf(error.code);
    return message;
}

QString remedyText(Remedy remedy)
{
    switch (remedy) {
    case Remedy::SignIn: return Words::tr("Sign in");
    case Remedy::Retry: return Words::tr("Try again");
    case Remedy::BreakLock: return Words::tr("Remove the lock and write");
    case Remedy::None: break;
    }
    return {};
}

QString timeLeft(std::chrono::seconds left)
{
    const auto seconds = left.count();
    if (seconds <= 0)
        return Words::tr("expired");
    if (seconds < 60)
        return Words::tr("less than a minute left");
    if (seconds < 3600)
        return Words::tr("%n min left", nullptr, static_cast<int>(seconds / 60));
    if (seconds < 48 * 3600)
        return Words::tr("%n h left", nullptr, static_cast<int>(seconds / 3600));
    return Words::tr("%n day(s) left", nullptr, static_cast<int>(seconds / 86400));
}

QString relativeTime(std::chrono::seconds fromNow)
{
    const bool past = fromNow.count() <= 0;
    const auto seconds = past ? -fromNow.count() : fromNow.count();
    const auto pick = [past](const QString &ago, const QString &ahead) { return past ? ago : ahead; };
    if (seconds < 60)
        return pick(Words::tr("just now"), Words::tr("in less than a minute"));
    const int minutes = static_cast<int>(seconds / 60);
    if (minutes < 60)
        return pick(Words::tr("%n min ago", nullptr, minutes), Words::tr("in %n min", nullptr, minutes));
    const int hours = minutes / 60;
    if (hours < 48)
        return pick(Words::tr("%n h ago", nullptr, hours), Words::tr("in %n h", nullptr, hours));
    const int days = hours / 24;
    return pick(Words::tr("%n day(s) ago", nullptr, days), Words::tr("in %n day(s)", nullptr, days));
}

QString stateText(Session::SessionState state)
{
    using enum Session::SessionState;
    switch (state) {
    case Ready: return Words::tr("Signed in");
    case Refreshing: return Words::tr("Refreshing");
    case SigningIn: return Words::tr("Waiting for your browser");
    case LoginNeeded: return Words::tr("Not signed in");
    case Offline: return Words::tr("Provider out of reach");
    case Locked: return Words::tr("Keychain locked");
    }
    return {};
}

QString sessionLine(const Session::SessionInfo &session, std::chrono::system_clock::time_point now)
{
    using enum Session::SessionState;
    if (session.state == LoginNeeded || session.state == SigningIn || session.state == Locked)
        return stateText(session.state);
    QString line = session.username.isEmpty()
            ? stateText(session.state)
            : Words::tr("Signed in as %1").arg(printable(session.username));
    if (session.expiresAt) {
        const auto left = std::chrono::duration_cast<std::chrono::seconds>(*session.expiresAt - now);
        line += u" · "_s + timeLeft(left);
    }
    if (session.state != Ready && !session.username.isEmpty())
        line += u" · "_s + stateText(session.state);
    return line;
}

QString storageText(Keychain::StoreKind kind)
{
    return kind == Keychain::StoreKind::Keychain ? Words::tr("Keychain")
                                                 : Words::tr("Memory, until Lanyard ends");
}

QString printable(const QString &foreign, int maxLength)
{
    return QtSupport::toQString(Core::singleLine(QtSupport::toStdString(foreign),
                                                 static_cast<std::size_t>(maxLength)));
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return u"<span>"_s + text.toHtmlEscaped().replace(u'\n', u"<br>"_s) + u"</span>"_s;
}

QString sentence(const QString &words)
{
    QString text = words.trimmed();
    const QString first = text.section(u' ', 0, 0);
    // A name of something (a host, a flag, kubectl) is written as it is.
    const bool plain = std::all_of(first.cbegin(), first.cend(), [](QChar letter) { return letter.isLower(); });
    if (plain && !first.isEmpty() && first != "kubectl"_L1)
        text[0] = text[0].toUpper();
    const QString last = text.section(u' ', -1);
    // An address or a path is copied with whatever stands behind it.
    if (!last.isEmpty() && !last.contains(u'/') && !u".!?:…"_s.contains(last.back()))
        text += u'.';
    return text;
}

QString localTime(std::chrono::system_clock::time_point time)
{
    const auto seconds =
            std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds).time(), u"HH:mm:ss"_s);
}

} // namespace Ui
