// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/activity/activitymodel.h"

#include "app/core/json.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"
#include "ui/text.h"

#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <optional>

namespace Ui {
namespace {

constexpr qsizetype maxRows = 5000;
constexpr qint64 maxBytes = 1024 * 1024;

QString eventText(const QString &event)
{
    static const std::pair<QLatin1StringView, const char *> words[] = {
        { "signed-in"_L1, QT_TRANSLATE_NOOP("Ui::ActivityModel", "Signed in") },
        { "sign-in-failed"_L1, QT_TRANSLATE_NOOP("Ui::ActivityModel", "Sign-in failed") },
        { "refreshed"_L1, QT_TRANSLATE_NOOP("Ui::ActivityModel", "Refreshed") },
        { "refresh-failed"_L1, QT_TRANSLATE_NOOP("Ui::ActivityModel", "Refresh failed") },
        { "signed-out"_L1, QT_TRANSLATE_NOOP("Ui::ActivityModel", "Signed out") },
        { "token-handed-out"_L1, QT_TRANSLATE_NOOP("Ui::ActivityModel", "Token handed out") },
        { "token-refused"_L1, QT_TRANSLATE_NOOP("Ui::ActivityModel", "Token refused") },
        { "kubeconfig-written"_L1, QT_TRANSLATE_NOOP("Ui::ActivityModel", "Kubeconfig written") },
        { "context-switched"_L1, QT_TRANSLATE_NOOP("Ui::ActivityModel", "Context switched") },
        { "agent-started"_L1, QT_TRANSLATE_NOOP("Ui::ActivityModel", "Agent started") },
        { "agent-stopped"_L1, QT_TRANSLATE_NOOP("Ui::ActivityModel", "Agent stopped") },
    };
    for (const auto &[name, text] : words) {
        if (event == name)
            return ActivityModel::tr(text);
    }
    return event;
}

QString text(const Core::Json &line, const char *key)
{
    return printable(QtSupport::toQString(Core::jsonString(line, key).value_or(std::string())), 500);
}

std::optional<ActivityRow> rowOf(const QByteArray &bytes)
{
    const Core::JsonLimits limits { 64 * 1024, 4, 100 };
    const Core::Result<Core::Json> line = Core::parseJson(QtSupport::view(bytes.trimmed()), limits);
    if (!line || !line->is_object())
        return {};
    ActivityRow row;
    row.time = QDateTime::fromString(text(*line, "time"), Qt::ISODate).toLocalTime();
    row.event = text(*line, "event");
    row.what = eventText(row.event);
    const QString program = QFileInfo(text(*line, "program")).fileName();
    const QString terminal = text(*line, "terminal");
    row.who = terminal.isEmpty() ? program : u"%1 (%2)"_s.arg(program, terminal);
    row.subject = text(*line, "subject");
    const QString account = text(*line, "account");
    if (row.subject.isEmpty())
        row.subject = account.isEmpty() ? text(*line, "issuer") : account;
    const QString outcome = text(*line, "outcome");
    row.failed = !outcome.isEmpty() && outcome != "ok"_L1;
    const QString reason = text(*line, "reason");
    row.outcome = !row.failed ? ActivityModel::tr("ok") : reason.isEmpty() ? outcome : reason;
    return row;
}

} // namespace

void ActivityModel::setLines(const QList<QByteArray> &lines)
{
    beginResetModel();
    m_rows.clear();
    for (auto line = lines.crbegin(); line != lines.crend() && m_rows.size() < maxRows; ++line) {
        if (auto row = rowOf(*line))
            m_rows.append(std::move(*row));
    }
    endResetModel();
}

void ActivityModel::append(const QByteArray &line)
{
    auto row = rowOf(line);
    if (!row)
        return;
    beginInsertRows({}, 0, 0);
    m_rows.prepend(std::move(*row));
    endInsertRows();
    if (m_rows.size() > maxRows) {
        beginRemoveRows({}, static_cast<int>(maxRows), static_cast<int>(maxRows));
        m_rows.removeLast();
        endRemoveRows();
    }
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ActivityRow &row = m_rows[index.row()];
    if (role == FailedRole)
        return row.failed;
    if (role == SearchRole)
        return QStringList { row.what, row.event, row.who, row.subject, row.outcome }.join(u'\n');
    if (role == Qt::ToolTipRole && index.column() == TimeColumn)
        return QLocale().toString(row.time, QLocale::LongFormat);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        return row.time.date() == QDate::currentDate() ? row.time.toString(u"HH:mm:ss"_s)
                                                       : QLocale().toString(row.time, QLocale::ShortFormat);
    case WhatColumn: return row.what;
    case WhoColumn: return row.who;
    case SubjectColumn: return row.subject;
    case OutcomeColumn: return row.outcome;
    default: return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn: return tr("Time");
    case WhatColumn: return tr("What");
    case WhoColumn: return tr("Asked by");
    case SubjectColumn: return tr("For");
    case OutcomeColumn: return tr("Answer");
    default: return {};
    }
}

QList<QByteArray> lastLines(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    if (file.size() > maxBytes) {
        file.seek(file.size() - maxBytes);
        file.readLine(); // the rest of a line that began before
    }
    return file.read(maxBytes).split('\n');
}

} // namespace Ui
