// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

namespace Ui {

//! Makes icons and translations known. The resources of a static library are dropped by the linker
//! unless somebody asks for them. Cheap when called again.
void initResources();

} // namespace Ui
