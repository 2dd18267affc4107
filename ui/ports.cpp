// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/ports.h"

namespace Ui {

SessionsPort::~SessionsPort() = default;
KubeconfigPort::~KubeconfigPort() = default;
ApiServerPort::~ApiServerPort() = default;
ProviderPort::~ProviderPort() = default;
PreferencesPort::~PreferencesPort() = default;

} // namespace Ui
