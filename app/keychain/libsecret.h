// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

namespace Keychain {

//! Makes libsecret, which QtKeychain has loaded, open a new session with the service on its next
//! request. It keeps one for the life of the process, and after the service was restarted every
//! request fails with "The session does not exist" (measured, 0.20.5). Requests in flight are not
//! disturbed.
void forgetLibsecretSession();

} // namespace Keychain
