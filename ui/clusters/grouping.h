// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

namespace Ui {

//! What the headings of the list of contexts are.
enum class Grouping {
    None,
    File,
    Server,
};

} // namespace Ui
