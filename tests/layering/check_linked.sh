#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
# check_linked.sh PROGRAM FORBIDDEN…: fails if the program needs a library whose name begins with one
# of the words. `readelf -d` lists what the program itself asks for.
set -eu
program=$1
shift
[ -x "$program" ] || { echo "$program was not built"; exit 1; }
needed=$(readelf -d "$program" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
echo "$program needs: $(echo "$needed" | tr '\n' ' ')"
status=0
for word in "$@"; do
    if echo "$needed" | grep -q "^$word"; then
        echo "forbidden: $(echo "$needed" | grep "^$word")"
        status=1
    fi
done
exit $status
