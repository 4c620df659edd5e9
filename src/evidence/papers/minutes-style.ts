/** A4, black on white, with the page's number below; read on a screen as a sheet of paper. */
export const minutesStyle = `
@page { size: A4; margin: 18mm 16mm 20mm 20mm; @bottom-center { content: counter(page) " / " counter(pages); font: 9pt serif; } }
:root { font: 11.5pt/1.45 "Times New Roman", "Liberation Serif", "Noto Serif", serif; color: #111; background: #fff; }
body { margin: 0; }
header { text-align: center; margin-bottom: 7mm; }
.state { font-weight: bold; margin: 0; }
.state + .state { display: inline-block; border-bottom: .6pt solid; padding-bottom: 1mm; margin-bottom: 7mm; }
h1 { font-size: 17pt; letter-spacing: .04em; margin: 0; }
.subtitle { font-size: 13pt; font-weight: bold; margin: 0 0 3mm; }
.made { margin: 0; color: #444; font-size: 10pt; }
h2 { font-size: 12.5pt; margin: 7mm 0 2mm; break-after: avoid; }
p { margin: 0 0 2mm; }
.note { font-size: 10pt; color: #333; break-after: avoid; }
dl { display: grid; grid-template-columns: 42mm 1fr; gap: 1mm 4mm; margin: 0; }
dt { color: #444; }
dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: 9.5pt; line-height: 1.3; margin: 1mm 0 2mm; }
thead { display: table-header-group; }
th { text-align: left; font-weight: bold; border-bottom: .9pt solid #111; }
th, td { padding: 1.1mm 2mm 1.1mm 0; vertical-align: top; }
tbody tr { break-inside: avoid; border-bottom: .4pt solid #bbb; }
tbody th { border-bottom: .4pt solid #bbb; padding-top: 3mm; break-after: avoid; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
th.number { text-align: right; }
time { font-variant-numeric: tabular-nums; white-space: nowrap; }
small { color: #444; font-size: 8pt; overflow-wrap: anywhere; }
code { font: 8pt/1.35 "Liberation Mono", "DejaVu Sans Mono", monospace; }
.sum { white-space: nowrap; }
ol, ul { margin: 0; padding-left: 6mm; }
li { margin-bottom: 1mm; }
.signing { break-inside: avoid; }
.parties { display: grid; grid-template-columns: repeat(3, 1fr); gap: 6mm; text-align: center; }
.party { font-weight: bold; margin: 4mm 0 0; }
.hint { font-style: italic; font-size: 10pt; margin: 0 0 28mm; }
.name { border-top: .6pt dotted #111; min-height: 7mm; margin: 0; padding-top: 1mm; }
@media screen {
  :root { background: #e6e6e6; }
  body { max-width: 174mm; margin: 8mm auto; padding: 18mm 16mm 20mm 20mm; background: #fff; box-shadow: 0 1px 8px #0003; box-sizing: content-box; }
}
@media screen and (max-width: 820px) {
  :root { background: #fff; }
  body { margin: 0; padding: 5mm; max-width: none; box-shadow: none; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 2mm; }
  .scroll { overflow-x: auto; }
}
`;
