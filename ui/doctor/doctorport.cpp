// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "ui/doctor/doctorport.h"

namespace Ui {

DoctorPort::~DoctorPort() = default;

} // namespace Ui
