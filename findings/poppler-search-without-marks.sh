#!/usr/bin/env bash
# Who types quickly leaves the marks of Vietnamese letters out. Viewers that use poppler can search so (`IGNORE_DIACRITICS`).
#
# Guess before the first run: "nguyen" finds Nguyễn, and only words with đ are not found, which Unicode does not decompose.
# Seen: poppler 22.12.0 ignores the marks of some letters: "giay" finds giây and "cong an" CÔNG AN, but "nguyen" does not find Nguyễn,
# nor "nguoi" người. â and ô are letters of Latin-1; ễ, ư and ờ are not. Typed with its marks, every word is found, in capitals too.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund pdfkit@0.20.2 @expo-google-fonts/tinos@0.4.2

cat > paper.mjs <<'JS'
import { createWriteStream } from 'node:fs';
import PDFDocument from 'pdfkit';

const doc = new PDFDocument();
doc.pipe(createWriteStream('paper.pdf'));
doc.font('node_modules/@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf');
for (const line of ['CÔNG AN', 'giây', 'Nguyễn', 'người', 'đường']) doc.text(line);
doc.end();
JS
node paper.mjs

cat > search.py <<'PY'
import os
import gi

gi.require_version('Poppler', '0.18')
from gi.repository import Poppler

print('poppler', Poppler.get_version())
page = Poppler.Document.new_from_file('file://' + os.path.abspath('paper.pdf'), None).get_page(0)
for name, flags, words in (
    ('with marks', Poppler.FindFlags.MULTILINE, ('công an', 'giây', 'nguyễn', 'người', 'ĐƯỜNG')),
    ('without', Poppler.FindFlags.IGNORE_DIACRITICS, ('cong an', 'giay', 'nguyen', 'nguoi', 'duong')),
):
    print(name + ':', ', '.join(f'{word} {len(page.find_text_with_options(word, flags))}' for word in words))
PY
# Debian's own Python has Debian's poppler.
seen=$(/usr/bin/python3 search.py)
echo "$seen"
expected='poppler 22.12.0
with marks: công an 1, giây 1, nguyễn 1, người 1, ĐƯỜNG 1
without: cong an 1, giay 1, nguyen 0, nguoi 0, duong 0'
[ "$seen" = "$expected" ] || { echo 'changed' >&2; exit 1; }
