// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubernetes/regexmatch.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <QRegularExpression>

namespace Kubernetes {

namespace {

constexpr std::size_t kMaxBytes = 8192; // PCRE backtracks

// Constructs that mean the same in both; `(?:` and a leading `(?i)` are the only groups with a
// question mark.
bool isCommonSubset(const QString &pattern)
{
    static const QRegularExpression foreign(
            uR"(\\[^dDwWsSbB.^$*+?()\[\]{}|\\/\-ntrf]|\\$)" // escapes
            uR"(|\(\?(?!:))" // look-around, flags, named groups
            uR"(|[*+?}]\+)" // possessive
            uR"(|\(\*)" // verbs
            uR"(|\{\d{4,})" // RE2 repeats 1000 times at most
            uR"(|\{,)" // means {0,n} to newer PCRE
            uR"(|\[[^\]]*(\[|&&|--))" // classes in classes
            uR"(|\[\]|\[\^\])"_s);
    QString rest = pattern;
    if (rest.startsWith("(?i)"_L1))
        rest.remove(0, 4);
    return !foreign.match(rest).hasMatch();
}

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

} // namespace

std::optional<bool> regexMatches(const std::string &pattern, const std::string &text)
{
    if (pattern.size() > kMaxBytes || text.size() > kMaxBytes)
        return std::nullopt;
    const QString subject = QtSupport::toQString(text);
    const QString expression = QtSupport::toQString(pattern);
    if (!isCommonSubset(expression))
        return std::nullopt;
    // `$` before a last line break, \s and \w outside of ASCII: the two differ.
    if (!isAscii(expression) || !isAscii(subject)
        || text.find_first_of("\n\r\v") != std::string::npos)
        return std::nullopt;
    const QRegularExpression regex(expression);
    if (!regex.isValid())
        return std::nullopt;
    const QRegularExpressionMatch match = regex.match(subject);
    if (!match.isValid()) // the match limit
        return std::nullopt;
    return match.hasMatch();
}

} // namespace Kubernetes
