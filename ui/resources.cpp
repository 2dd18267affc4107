// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/resources.h"

#include <QtGlobal>

// The macro must stand outside any namespace.
static void askForResources()
{
    Q_INIT_RESOURCE(lanyard);
    Q_INIT_RESOURCE(i18n);
}

namespace Ui {

void initResources()
{
    askForResources();
}

} // namespace Ui
