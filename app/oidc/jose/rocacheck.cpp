// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Lanyard authors
#include "app/oidc/jose/rocacheck_p.h"

#include <array>

namespace Jose {

namespace {

// The weak generator works modulo the product of the first primes, at least of these (the 126 first
// for 2048 bits). The primes for which 65537 generates every residue tell nothing and cost nothing.
constexpr std::array<unsigned, 38> kPrimes { 3,   5,   7,   11,  13,  17,  19,  23,  29,  31,
                                             37,  41,  43,  47,  53,  59,  61,  67,  71,  73,
                                             79,  83,  89,  97,  101, 103, 107, 109, 113, 127,
                                             131, 137, 139, 149, 151, 157, 163, 167 };

bool isPowerOf65537(unsigned residue, unsigned prime)
{
    const unsigned base = 65537 % prime;
    unsigned power = 1;
    for (unsigned i = 0; i < prime; ++i) {
        if (power == residue)
            return true;
        power = power * base % prime;
    }
    return false;
}

} // namespace

bool isRocaModulus(const BIGNUM *modulus)
{
    for (const unsigned prime : kPrimes) {
        const BN_ULONG residue = BN_mod_word(modulus, prime);
        if (residue >= prime || !isPowerOf65537(static_cast<unsigned>(residue), prime))
            return false;
    }
    return true;
}

} // namespace Jose
