// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/claims/claimrows.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "ui/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <utility>

namespace Ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Ui::Claims)
};

struct KnownClaim
{
    const char *name;
    const char *label;
};

//! Registered names of OpenID Connect Core 5.1 and 2, RFC 7519 4.1, and the usual `groups`.
constexpr KnownClaim knownClaims[] = {
    { "preferred_username", QT_TRANSLATE_NOOP("Ui::Claims", "User name") },
    { "name", QT_TRANSLATE_NOOP("Ui::Claims", "Name") },
    { "email", QT_TRANSLATE_NOOP("Ui::Claims", "E-mail") },
    { "email_verified", QT_TRANSLATE_NOOP("Ui::Claims", "E-mail verified") },
    { "groups", QT_TRANSLATE_NOOP("Ui::Claims", "Groups") },
    { "exp", QT_TRANSLATE_NOOP("Ui::Claims", "Expires") },
    { "iat", QT_TRANSLATE_NOOP("Ui::Claims", "Issued") },
    { "nbf", QT_TRANSLATE_NOOP("Ui::Claims", "Not valid before") },
    { "auth_time", QT_TRANSLATE_NOOP("Ui::Claims", "Signed in") },
    { "iss", QT_TRANSLATE_NOOP("Ui::Claims", "Issuer") },
    { "aud", QT_TRANSLATE_NOOP("Ui::Claims", "Audience") },
    { "azp", QT_TRANSLATE_NOOP("Ui::Claims", "Authorized party") },
    { "sub", QT_TRANSLATE_NOOP("Ui::Claims", "Subject") },
    { "acr", QT_TRANSLATE_NOOP("Ui::Claims", "Authentication level") },
    { "amr", QT_TRANSLATE_NOOP("Ui::Claims", "Authentication methods") },
    { "given_name", QT_TRANSLATE_NOOP("Ui::Claims", "Given name") },
    { "family_name", QT_TRANSLATE_NOOP("Ui::Claims", "Family name") },
    { "locale", QT_TRANSLATE_NOOP("Ui::Claims", "Language") },
    { "sid", QT_TRANSLATE_NOOP("Ui::Claims", "Session at the provider") },
    { "jti", QT_TRANSLATE_NOOP("Ui::Claims", "Token ID") },
    { "nonce", QT_TRANSLATE_NOOP("Ui::Claims", "Nonce") },
    { "at_hash", QT_TRANSLATE_NOOP("Ui::Claims", "Hash of the access token") },
};

bool isTime(std::string_view claim)
{
    return claim == "exp" || claim == "iat" || claim == "nbf" || claim == "auth_time";
}

//! Times that a calendar has; beyond that the number itself is shown.
constexpr std::int64_t maxTime = 253402300799; // 9999-12-31T23:59:59Z

QString timeValue(std::int64_t seconds, std::chrono::system_clock::time_point now)
{
    if (seconds < 0 || seconds > maxTime)
        return QString::number(seconds);
    const auto time = std::chrono::system_clock::time_point(std::chrono::seconds(seconds));
    const auto distance = std::chrono::duration_cast<std::chrono::seconds>(time - now);
    const QDateTime local = QDateTime::fromSecsSinceEpoch(seconds);
    const QDateTime today = QDateTime::fromSecsSinceEpoch(
            std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count());
    const QString clock = local.date() == today.date()
            ? local.toString(u"HH:mm:ss"_s)
            : QLocale().toString(local.date(), QLocale::ShortFormat) + u' ' + local.toString(u"HH:mm:ss"_s);
    return u"%1 (%2)"_s.arg(clock, relativeTime(distance));
}

QString plainValue(const Core::Json &value)
{
    if (value.is_string())
        return printable(QtSupport::toQString(value.get_ref<const std::string &>()), 1000);
    if (value.is_boolean())
        return value.get<bool>() ? Words::tr("yes") : Words::tr("no");
    if (value.is_array()) {
        QStringList parts;
        for (const Core::Json &item : value) {
            if (parts.size() == 200) {
                parts.append(Words::tr("and %n more", nullptr, static_cast<int>(value.size()) - 200));
                break;
            }
            parts.append(plainValue(item));
        }
        return parts.join(u", "_s);
    }
    return printable(QtSupport::toQString(Core::dumpJson(value)), 1000);
}

ClaimRow row(std::string_view claim, const QString &label, const Core::Json &value,
             std::chrono::system_clock::time_point now)
{
    ClaimRow result;
    result.claim = printable(QtSupport::toQString(claim), 100);
    result.label = label.isEmpty() ? result.claim : label;
    result.copyText = value.is_string() ? QtSupport::toQString(value.get_ref<const std::string &>())
                                        : QtSupport::toQString(Core::dumpJson(value));
    result.value = isTime(claim) && value.is_number_integer() ? timeValue(value.get<std::int64_t>(), now)
                                                              : plainValue(value);
    return result;
}

} // namespace

QList<ClaimRow> claimRows(const Core::Json &claims, std::chrono::system_clock::time_point now)
{
    QList<ClaimRow> rows;
    if (!claims.is_object())
        return rows;
    for (const KnownClaim &known : knownClaims) {
        if (const auto found = claims.find(known.name); found != claims.end())
            rows.append(row(known.name, Words::tr(known.label), *found, now));
    }
    for (const auto &[name, value] : claims.items()) {
        const auto isKnown = [&name = name](const KnownClaim &known) { return name == known.name; };
        if (std::none_of(std::begin(knownClaims), std::end(knownClaims), isKnown))
            rows.append(row(name, {}, value, now));
    }
    return rows;
}

QString claimsAsJson(const Session::SessionClaims &claims)
{
    Core::Json both;
    both["header"] = claims.header;
    both["claims"] = claims.claims;
    return QtSupport::toQString(Core::dumpJson(both, 2));
}

void ClaimsModel::setRows(QList<ClaimRow> rows)
{
    if (rows.size() == m_rows.size()) { // a tick of the clock keeps selection and scroll position
        for (qsizetype i = 0; i < rows.size(); ++i) {
            if (rows[i] == m_rows[i])
                continue;
            m_rows[i] = rows[i];
            Q_EMIT dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), ColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int ClaimsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ClaimsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClaimsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ClaimRow &row = m_rows[index.row()];
    if (role == CopyRole)
        return row.copyText;
    if (role == Qt::ToolTipRole)
        return row.value;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case LabelColumn: return row.label;
    case ValueColumn: return row.value;
    case ClaimColumn: return row.claim;
    default: return {};
    }
}

QVariant ClaimsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case LabelColumn: return tr("What it says");
    case ValueColumn: return tr("Value");
    case ClaimColumn: return tr("Claim");
    default: return {};
    }
}

} // namespace Ui
