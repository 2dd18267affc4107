// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/doctor/doctorwords.h"

#include "app/doctor/wording.h"
#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QCoreApplication>

#include <algorithm>

namespace Ui {

using QtSupport::toQString;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Ui::Doctor)
};

//! Check::name() of every check.
constexpr const char *checkNames[] = {
    QT_TRANSLATE_NOOP("Ui::Doctor", "The kubeconfig"),
    QT_TRANSLATE_NOOP("Ui::Doctor", "The exec entry"),
    QT_TRANSLATE_NOOP("Ui::Doctor", "This machine"),
    QT_TRANSLATE_NOOP("Ui::Doctor", "Certificates"),
    QT_TRANSLATE_NOOP("Ui::Doctor", "The provider"),
    QT_TRANSLATE_NOOP("Ui::Doctor", "The sign-in"),
    QT_TRANSLATE_NOOP("Ui::Doctor", "The token"),
    QT_TRANSLATE_NOOP("Ui::Doctor", "The clocks"),
    QT_TRANSLATE_NOOP("Ui::Doctor", "The API server's answer"),
    QT_TRANSLATE_NOOP("Ui::Doctor", "What you may do"),
    QT_TRANSLATE_NOOP("Ui::Doctor", "Risky rights"),
};

std::optional<ShownSides> shownSides(const std::string &evidence)
{
    const auto sides = Doctor::sidesOf(evidence);
    if (!sides)
        return std::nullopt;
    const std::string &longer = sides->one.size() > sides->other.size() ? sides->one : sides->other;
    ShownSides shown;
    shown.oneName = printable(toQString(sides->oneName));
    shown.one = printable(toQString(sides->one), 400);
    shown.otherName = printable(toQString(sides->otherName));
    shown.other = printable(toQString(sides->other), 400);
    shown.rest = printable(toQString(sides->rest), 2000);
    shown.firstDifference = toQString(longer.substr(0, sides->firstDifference)).size();
    return shown;
}

void startWithCapital(QString &text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
}

//! What verdict.cpp says in these words; anything else is a finding's title and stays English.
constexpr const char *becauseWords[] = {
    QT_TRANSLATE_NOOP("Ui::Doctor", "it was asked just now"),
    QT_TRANSLATE_NOOP("Ui::Doctor", "by the configuration that was given; the server itself was not asked"),
};

QString becauseText(const std::string &because)
{
    constexpr std::string_view separator = "; the first reason is ";
    const std::size_t at = because.find(separator);
    const std::string head = because.substr(0, at);
    const auto known = std::find_if(std::begin(becauseWords), std::end(becauseWords),
                                    [&head](const char *each) { return head == each; });
    QString text = known == std::end(becauseWords) ? printable(toQString(head), 1000) : Words::tr(*known);
    if (at != std::string::npos)
        text = Words::tr("%1; the first reason is %2")
                       .arg(text, printable(toQString(because.substr(at + separator.size()))));
    startWithCapital(text);
    return text;
}

QString verdictTitle(const Doctor::Report &report, qsizetype warnings)
{
    switch (report.verdict) {
    case Doctor::Verdict::Accepts:
        return report.hasErrors() || warnings > 0 ? Words::tr("The API server accepts your sign-in, but not all is well")
                                                  : Words::tr("Healthy: the API server accepts your sign-in");
    case Doctor::Verdict::Rejects:
        return Words::tr("The API server rejects your sign-in");
    case Doctor::Verdict::Unknown:
        break;
    }
    return Words::tr("Whether the API server accepts your sign-in is not known");
}

} // namespace

QString checkName(const QString &doctorsName)
{
    const QByteArray name = doctorsName.toUtf8();
    const auto known = std::find_if(std::begin(checkNames), std::end(checkNames),
                                    [&name](const char *each) { return name == each; });
    return known == std::end(checkNames) ? printable(doctorsName) : Words::tr(*known);
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Error: return Words::tr("Error");
    case Severity::Warning: return Words::tr("Warning");
    case Severity::Info: return Words::tr("Note");
    case Severity::Success: break;
    }
    return Words::tr("Fine");
}

Severity severityOf(Doctor::Severity severity)
{
    switch (severity) {
    case Doctor::Severity::Error: return Severity::Error;
    case Doctor::Severity::Warning: return Severity::Warning;
    case Doctor::Severity::Info: break;
    }
    return Severity::Info;
}

ShownFinding shownFinding(const Doctor::Finding &finding)
{
    ShownFinding shown;
    shown.id = printable(toQString(finding.id));
    shown.severity = severityOf(finding.severity);
    shown.title = printable(toQString(finding.title), 1000);
    startWithCapital(shown.title);
    shown.evidence = printableBlock(toQString(finding.evidence));
    shown.sides = shownSides(finding.evidence);
    shown.serverLog = printableBlock(toQString(finding.serverLog));
    shown.fix = printableBlock(toQString(finding.fix));
    shown.pem = QByteArray::fromStdString(finding.pem);
    return shown;
}

QList<ShownOpen> shownOpen(const std::vector<Doctor::NotChecked> &entries)
{
    QList<ShownOpen> shown;
    for (const Doctor::NotChecked &entry : entries) {
        const QString why = printable(toQString(entry.why), 1000);
        const auto same = std::find_if(shown.begin(), shown.end(),
                                       [&why](const ShownOpen &open) { return open.why == why; });
        const QString id = printable(toQString(entry.id));
        if (same == shown.end())
            shown.append({ why, { id } });
        else
            same->ids.append(id);
    }
    return shown;
}

Message shownVerdict(const Doctor::Report &report, const QString &context)
{
    const auto warnings = std::count_if(report.findings.begin(), report.findings.end(), [](const auto &finding) {
        return finding.severity == Doctor::Severity::Warning;
    });
    Message message;
    message.title = verdictTitle(report, warnings);
    message.severity = report.verdict == Doctor::Verdict::Rejects || report.hasErrors() ? Severity::Error
            : warnings > 0                                                              ? Severity::Warning
            : report.verdict == Doctor::Verdict::Accepts                                ? Severity::Success
                                                                                        : Severity::Info;
    message.why = becauseText(report.because);
    if (!message.why.isEmpty())
        message.why += u'\n';
    message.why += context.isEmpty() ? Words::tr("Current context") : Words::tr("Context “%1”").arg(printable(context));
    message.why += u" · "_s + Words::tr("%n finding(s)", nullptr, static_cast<int>(report.findings.size()));
    message.why += u" · "_s + Words::tr("%n checked", nullptr, static_cast<int>(report.checked.size()));
    if (!report.notChecked.empty())
        message.why += u" · "_s + Words::tr("%n not checked", nullptr, static_cast<int>(report.notChecked.size()));
    return message;
}

QString printableBlock(const QString &text, int maxLines)
{
    QStringList lines = text.split(u'\n').mid(0, maxLines);
    for (QString &line : lines)
        line = printable(line, 2000);
    return lines.join(u'\n').trimmed();
}

QString languageNote()
{
    const char *english = QT_TRANSLATE_NOOP(
            "Ui::Doctor", "Findings are in English, like the API server's log, so that they can be searched for and handed on.");
    const QString translated = Words::tr(english);
    return translated == QLatin1String(english) ? QString() : translated;
}

} // namespace Ui
