#!/usr/bin/env bash
# LibreOffice opens a CSV with the day 01/11/2026, day first, and saves it as CSV again: on a Vietnamese desktop, and on one
# in American English, as many are here.
#
# Guess before the first run: the text stays as it was, since nobody touched the cell.
# Seen: 01/11/26, and 11/01/26 in American English. The year loses its century, and the order follows the desktop: such a file
# is taken for 11 January. A workbook (.xlsx) holds the day itself.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
soffice --version
printf 'name;day\nCột 14;01/11/2026\n' > in.csv

saved() {
  LC_ALL=$1 soffice "-env:UserInstallation=file://$work/$1" --headless --infilter='CSV:59,34,76,1,,1066,false,true' \
    --convert-to 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true' --outdir "$1" in.csv > log 2>&1
  tail -1 "$1/in.csv"
}
seen="$(saved vi_VN.UTF-8) $(saved en_US.UTF-8)"
echo "saved on a Vietnamese and on an American desktop: $seen"
[ "$seen" = 'Cột 14;01/11/26 Cột 14;11/01/26' ] || { echo 'changed' >&2; exit 1; }
