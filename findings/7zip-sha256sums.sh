#!/usr/bin/env bash
# 7-Zip reads lists of SHA-256 as archives of type Hash, and can test the files that they name. Bundles carry SHA256SUMS, a
# name without an extension.
#
# Guess before the first run: `7z t SHA256SUMS` knows the name.
# Seen: 7-Zip 26.02 says "Cannot open the file as archive"; with `-thash` it tests every file, also in folders, and exits with
# 2 when one differs. So the minutes tell people on Windows to add `-thash`.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
zip=$(command -v 7zz || command -v 7z)
"$zip" | sed -n 2p

mkdir clip
echo one > clip/a.mp4
echo two > README.txt
sha256sum clip/a.mp4 README.txt > SHA256SUMS

"$zip" t SHA256SUMS > /dev/null 2>&1 && echo 'without -thash: tested' || echo "without -thash: exit $?"
"$zip" t -thash SHA256SUMS | grep Everything
echo three > clip/a.mp4
"$zip" t -thash SHA256SUMS > /dev/null 2>&1 && echo 'one differs: not noticed' || echo "one differs: exit $?"
