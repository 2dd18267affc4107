// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/probes/apiserverprobe.h"
#include "app/doctor/probes/providerprobe.h"

#include <memory>

namespace Doctor {

//! Whom the checks of one run may ask. Shared by them: each question goes over the network once.
struct Network
{
    std::shared_ptr<ProviderProbe> provider;
    std::shared_ptr<ApiServerProbe> apiServer;
};

} // namespace Doctor
