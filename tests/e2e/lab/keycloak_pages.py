# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
"""What a person does on Keycloak's own pages, and on the second provider's, whose form has the same names."""

import re


def sign_in(browser, url, user, password):
    browser.open(url)
    browser.fill("#username", user, "the login form's user name")
    browser.fill("#password", password, "the login form's password")
    browser.click("#kc-login, form[action='/login/username'] button", "the login form's button")


def answer_consent(browser, accept):
    name = "accept" if accept else "cancel"
    browser.click(f"#kc-oauth [name={name}], form [name={name}]", "the consent page")


def on_loopback_page(browser, pattern):
    """Our callback is a plain http page on a loopback literal; Keycloak's pages are https."""
    if not re.match(r"http://(127\.0\.0\.1|\[::1\]|localhost)[:/]", browser.url()):
        wrong = browser.find("#input-error, .kc-feedback-text, #kc-error-message")
        if wrong:
            raise SignInRefused(browser.describe())
        return None
    return re.search(pattern, browser.text(), re.IGNORECASE)


class SignInRefused(Exception):
    """Keycloak shows an error: waiting longer will not help."""


def wait_for_callback(browser, pattern, seconds=45):
    return browser.wait_for(lambda: on_loopback_page(browser, pattern), f"a callback page with {pattern!r}", seconds)


