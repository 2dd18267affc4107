// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include "app/doctor/probes/apiserverprobe.h"
#include "app/doctor/probes/bindingprobe.h"
#include "app/doctor/probes/providerprobe.h"

#include <memory>

namespace Doctor {

//! Whom the checks of one run may ask. Shared by them: each question goes over the network once.
struct Network
{
    std::shared_ptr<ProviderProbe> provider;
    std::shared_ptr<ApiServerProbe> apiServer;
    std::shared_ptr<BindingProbe> bindings;
    //! The provider as the API server looks for it: `discoveryURL` and `certificateAuthority` of its
    //! AuthenticationConfiguration. Null if it looks where everybody does.
    std::shared_ptr<ProviderProbe> providerOfServer = nullptr;
};

} // namespace Doctor
