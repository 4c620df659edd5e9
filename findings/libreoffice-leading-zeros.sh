#!/usr/bin/env bash
# LibreOffice opens a CSV with a telephone number and a MAC without colons, and saves it as CSV again.
#
# Guess before the first run: both stay; only Excel eats zeros.
# Seen: both lose their leading zeros. The MAC then has ten digits, and its row is refused (`mac-invalid`); a telephone number
# of nine digits has lost its zero. With colons a MAC stays.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
soffice --version
printf 'phone;mac;colons\n0912345678;001122334455;00:11:22:33:44:55\n' > in.csv
soffice "-env:UserInstallation=file://$work/profile" --headless --infilter='CSV:59,34,76,1' \
  --convert-to 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true' --outdir out in.csv > log 2>&1
seen=$(tail -1 out/in.csv)
echo "$seen"
[ "$seen" = '912345678;1122334455;00:11:22:33:44:55' ] || { echo 'changed' >&2; exit 1; }
