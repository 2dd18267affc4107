// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/demo/demouser.h"

#include <QByteArray>
#include <QString>

namespace Demo {

//! The page where a person of the demo picks an account: plain HTML without scripts, light and
//! dark. \a requestId ties the form to the authorization request; \a loginHint comes first in the
//! list.
[[nodiscard]] QByteArray loginPage(const std::vector<DemoUser> &users, const QString &clientId,
                                   const QString &requestId, const QString &loginHint);

enum class CodeState {
    Asked, //!< the page asks for the code
    Known, //!< the code is good, the page asks for an account
};

//! The page of the device grant (RFC 8628 section 3.3).
[[nodiscard]] QByteArray devicePage(const std::vector<DemoUser> &users, const QString &userCode,
                                    CodeState state);

//! A page with a headline and one sentence: an error, or the end of a session.
[[nodiscard]] QByteArray messagePage(const QString &title, const QString &text);

} // namespace Demo
