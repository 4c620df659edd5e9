#!/usr/bin/env bash
# A PDF says which letters its glyphs are (`ToUnicode`): glyph by glyph (`bfchar`), or by a list for a range of glyphs (`bfrange`),
# as pdfkit does. Who prints to a PDF, or makes one smaller, often has Ghostscript write it anew.
#
# Guess before the first run: the copy says what the paper says, in either form.
# Seen: poppler reads both papers; of the one with a list, Ghostscript 10.00.0 joins the two bytes of each letter by "or", so that Ủ
# (1e e6) becomes þ (fe) and no Vietnamese word is found in its copy. The source of 10.07.0 shifts the first byte. So our papers
# name glyph by glyph.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund pdfkit@0.20.2 @expo-google-fonts/tinos@0.4.2
echo "Ghostscript $(gs --version)"
pdftotext -v 2>&1 | sed -n 1p

cat > paper.mjs <<'JS'
import { createWriteStream } from 'node:fs';
import PDFDocument from 'pdfkit';

const [, , form] = process.argv;
const hex = (number) => number.toString(16).padStart(4, '0');
const doc = new PDFDocument();
doc.pipe(createWriteStream(`${form}.pdf`));
doc.font('node_modules/@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf');
const font = doc._font;
if (form === 'bfchar')
  font.toUnicodeCmap = () => {
    const lines = font.unicode.map(([code], glyph) => `<${hex(glyph)}> <${hex(code)}>`).slice(1);
    const map = doc.ref({});
    map.end(`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${lines.length} beginbfchar
${lines.join('\n')}
endbfchar
endcmap
CMapName currentdict /CMap defineresource pop
end
end`);
    return map;
  };
doc.text('Ủy ban nhân dân phường…');
doc.end();
JS

for form in bfrange bfchar; do
  node paper.mjs "$form"
  gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -o copy.pdf "$form.pdf"
  seen+="$form: $(pdftotext "$form.pdf" - | head -1), copied: $(pdftotext copy.pdf - | head -1)
"
done
echo "$seen"
expected='bfrange: Ủy ban nhân dân phường…, copied: þy ban nhân dân ph±ßng&
bfchar: Ủy ban nhân dân phường…, copied: Ủy ban nhân dân phường…
'
[ "$seen" = "$expected" ] || { echo 'changed' >&2; exit 1; }
