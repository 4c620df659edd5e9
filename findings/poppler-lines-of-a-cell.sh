#!/usr/bin/env bash
# A table lists files, and a digest of 64 digits stands on two lines of its cell, 5.6 points right of a number.
#
# Guess before the first run: whoever copies the text gets the halves of a digest one below the other, in every viewer.
# Seen: poppler's pdftotext takes number and first half for one line, and prints the second halves of all rows behind the table;
# with 7.5 points between the columns it keeps them together. mupdf keeps them in both. So the tables of our papers leave 8.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund pdfkit@0.20.2
pdftotext -v 2>&1 | sed -n 1p
mutool -v 2>&1 | sed -n 1p

cat > table.mjs <<'JS'
import { createWriteStream } from 'node:fs';
import PDFDocument from 'pdfkit';

const gap = Number(process.argv[2]);
const page = new PDFDocument({ size: 'A4' });
page.pipe(createWriteStream('table.pdf'));
for (const row of [1, 2, 3, 4, 5, 6]) {
  const y = 50 + row * 30.7;
  page.font('Times-Roman').fontSize(10).text(`${row}.mp4`, 124, y);
  page.text('21:10 - 21:11', 200, y).text('21/11/2026', 200, y + 12.5);
  page.text('9.812.345', 393 - gap - page.widthOfString('9.812.345'), y, { lineBreak: false });
  const digits = String(row).repeat(31);
  page.font('Courier').fontSize(7.5).text(`a${digits}`, 393, y, { lineBreak: false });
  page.text(`b${digits}`, 393, y + 9.4, { lineBreak: false });
}
page.end();
JS

# How many first halves have their second half in the next line that is not empty.
together() { grep -v '^ *$' | grep -A1 'a[1-6]\{31\}$' | grep -c '^b' || true; }
for gap in 5.6 7.5; do
  node table.mjs "$gap"
  seen+="$gap: poppler $(pdftotext table.pdf - | together), mupdf $(mutool draw -F txt table.pdf 2> log | together); "
done
echo "of 6 digests together, by the gap between the columns: $seen"
[ "$seen" = '5.6: poppler 1, mupdf 6; 7.5: poppler 6, mupdf 6; ' ] || { echo 'changed' >&2; exit 1; }
