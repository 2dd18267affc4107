// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/demo/loginpage.h"

#include "app/qtsupport/compat.h"
#include "app/qtsupport/strings.h"

#include <algorithm>

namespace Demo {

using QtSupport::toQString;

namespace {

// Contrast of all text is at least 4.5:1 in both schemes.
constexpr char kStyle[] = R"(
:root { color-scheme: light dark; --page: #eef1f6; --card: #fff; --ink: #1b2330; --soft: #55606f;
  --line: #d5dbe5; --accent: #2456c7; --hover: #e9effc; }
@media (prefers-color-scheme: dark) { :root { --page: #12161d; --card: #1c222c; --ink: #e9edf4;
  --soft: #a4afbf; --line: #333c4a; --accent: #8fb1ff; --hover: #252e3d; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px;
  background: var(--page); color: var(--ink); font: 16px/1.45 system-ui, "Segoe UI", Cantarell, sans-serif; }
main { width: 100%; max-width: 440px; background: var(--card); border: 1px solid var(--line);
  border-radius: 14px; padding: 28px; box-shadow: 0 8px 30px rgba(0, 0, 0, .08); }
.badge { display: inline-block; font-size: 13px; color: var(--soft); border: 1px solid var(--line);
  border-radius: 99px; padding: 2px 10px; }
h1 { font-size: 22px; margin: 12px 0 4px; }
p { margin: 0 0 18px; color: var(--soft); }
button { font: inherit; color: inherit; cursor: pointer; }
.account { display: flex; gap: 14px; align-items: center; width: 100%; text-align: left; padding: 11px 12px;
  margin: 0 0 8px; background: none; border: 1px solid var(--line); border-radius: 10px; }
.account:hover { background: var(--hover); }
button:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.face { flex: none; width: 40px; height: 40px; border-radius: 50%; display: grid; place-items: center;
  background: var(--accent); color: var(--card); font-weight: 600; }
.account small { display: block; color: var(--soft); }
label { display: block; font-size: 14px; color: var(--soft); margin: 18px 0 6px; }
.row { display: flex; gap: 8px; }
input { flex: 1; min-width: 0; font: inherit; color: inherit; background: none; border: 1px solid var(--line);
  border-radius: 8px; padding: 9px 11px; }
.primary { background: var(--accent); color: var(--card); border: 0; border-radius: 8px; padding: 9px 16px; }
.cancel { display: block; margin: 18px auto 0; background: none; border: 0; color: var(--accent);
  text-decoration: underline; }
)";

QString frame(const QString &title, const QString &content)
{
    return u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"_s
            + title.toHtmlEscaped() + u"</title><style>"_s + QString::fromLatin1(kStyle)
            + u"</style></head>\n<body><main><span class=\"badge\">Lanyard demo · no real accounts</span>\n"_s
            + content + u"</main></body></html>\n"_s;
}

QString initials(const QString &fullName)
{
    QString letters;
    const QStringList words = fullName.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        letters += word.first(1);
    return letters.first(std::min<qsizetype>(letters.size(), 2));
}

QString accountButton(const DemoUser &user)
{
    const QString name = toQString(user.fullName).toHtmlEscaped();
    return u"<button class=\"account\" name=\"user\" value=\""_s
            + toQString(user.username).toHtmlEscaped() + u"\" id=\"account-"_s
            + toQString(user.username).toHtmlEscaped()
            + u"\"><span class=\"face\" aria-hidden=\"true\">"_s
            + initials(toQString(user.fullName)).toHtmlEscaped() + u"</span><span>"_s + name
            + u"<small>"_s + toQString(user.email).toHtmlEscaped() + u"</small><small>"_s
            + toQString(user.about).toHtmlEscaped() + u"</small></span></button>\n"_s;
}

} // namespace

QByteArray loginPage(const std::vector<DemoUser> &users, const QString &clientId,
                     const QString &requestId, const QString &loginHint)
{
    std::vector<DemoUser> ordered = users;
    if (const DemoUser *hinted = findUser(users, QtSupport::toStdString(loginHint))) {
        const auto first = std::find(ordered.begin(), ordered.end(), *hinted);
        std::rotate(ordered.begin(), first, first + 1);
    }
    QString accounts;
    for (const DemoUser &user : ordered)
        accounts += accountButton(user);
    const QString hidden = u"<input type=\"hidden\" name=\"request\" value=\""_s
            + requestId.toHtmlEscaped() + u"\">\n"_s;
    // Two forms: Enter in the field must send the field, not the first account's button.
    const QString content = u"<h1>Choose an account</h1><p>"_s + clientId.toHtmlEscaped()
            + u" wants to know who you are.</p>\n<form method=\"post\" action=\"authorize\">"_s
            + hidden + accounts + u"</form>\n<form method=\"post\" action=\"authorize\">"_s + hidden
            + u"<label for=\"username\">Or the name of an account</label><div class=\"row\">"
              "<input id=\"username\" name=\"user\" autocomplete=\"username\" required value=\""_s
            + loginHint.toHtmlEscaped()
            + u"\"><button class=\"primary\" id=\"sign-in\">Sign in</button></div></form>\n"
              "<form method=\"post\" action=\"authorize\">"_s
            + hidden
            + u"<button class=\"cancel\" id=\"cancel\" name=\"cancel\" value=\"1\">Cancel</button></form>\n"_s;
    return frame(u"Sign in – Lanyard demo"_s, content).toUtf8();
}

QByteArray devicePage(const std::vector<DemoUser> &users, const QString &userCode, CodeState state)
{
    const QString code = userCode.toHtmlEscaped();
    if (state == CodeState::Asked) {
        const QString hint = userCode.isEmpty()
                ? u"Type the code that your terminal shows."_s
                : u"No terminal waits with this code. Is it typed right?"_s;
        return frame(u"Sign in a terminal – Lanyard demo"_s,
                     u"<h1>Sign in a terminal</h1><p>"_s + hint
                             + u"</p><form method=\"get\" action=\"verify\"><label "
                               u"for=\"user_code\">Code</label>"
                               "<div class=\"row\"><input id=\"user_code\" name=\"user_code\" required value=\""_s
                             + code + u"\"><button class=\"primary\">Go on</button></div></form>"_s)
                .toUtf8();
    }
    QString accounts;
    for (const DemoUser &user : users)
        accounts += accountButton(user);
    return frame(u"Sign in a terminal – Lanyard demo"_s,
                 u"<h1>Choose an account</h1><p>The terminal that shows <b>"_s + code
                         + u"</b> will be signed in. Go on only if it is yours.</p>"
                           "<form method=\"post\" action=\"verify\"><input type=\"hidden\" name=\"user_code\" value=\""_s
                         + code + u"\">"_s + accounts
                         + u"<button class=\"cancel\" name=\"cancel\" value=\"1\">Cancel</button></form>"_s)
            .toUtf8();
}

QByteArray messagePage(const QString &title, const QString &text)
{
    return frame(title,
                 u"<h1>"_s + title.toHtmlEscaped() + u"</h1><p>"_s + text.toHtmlEscaped()
                         + u"</p>"_s)
            .toUtf8();
}

} // namespace Demo
