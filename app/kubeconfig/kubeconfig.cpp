// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/kubeconfig/kubeconfig.h"

#include <algorithm>

namespace Kubeconfig {

namespace {

template<typename T> const T *named(const std::vector<T> &all, std::string_view name)
{
    const auto found =
            std::find_if(all.begin(), all.end(), [&](const T &one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

const Context *Config::context(std::string_view name) const
{
    return named(contexts, name);
}

const Cluster *Config::cluster(std::string_view name) const
{
    return named(clusters, name);
}

const User *Config::user(std::string_view name) const
{
    return named(users, name);
}

} // namespace Kubeconfig
