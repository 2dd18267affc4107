// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#pragma once

#include <openssl/bn.h>

namespace Jose {

//! True if \a modulus has the form that Infineon's key generator gave it (ROCA, CVE-2017-15361): both
//! primes are powers of 65537 modulo a product of small primes, so the modulus is one, too, and can
//! be factored. A good modulus looks so by chance once in 240 million.
[[nodiscard]] bool isRocaModulus(const BIGNUM *modulus);

} // namespace Jose
