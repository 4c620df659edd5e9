/**
 * A4 with the margins, fonts and page number of Decree 30/2020, annex I: black, Times New Roman, 13 pt; the number of a
 * page stands above it, not on the first. Annexes have smaller tables. A screen shows a sheet of paper.
 */
export const paperStyle = `
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font: 13pt serif; } }
@page :first { @top-center { content: none; } }
:root { font: 13pt/1.4 "Times New Roman", "Liberation Serif", "Noto Serif", serif; color: #000; background: #fff; }
body { margin: 0; }
p { margin: 0 0 2mm; }
.letter { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 6mm; text-align: center; margin-bottom: 7mm; }
.letter p { margin: 0; }
.agency, .state { font-weight: bold; }
.agency, .superior { text-transform: uppercase; }
.superior, .state, .dated { font-size: 12pt; }
.state, .dated { white-space: nowrap; }
.agency::after { content: ""; display: block; width: 40%; margin: 1mm auto 2mm; border-bottom: .6pt solid; }
.state + .state { display: inline-block; border-bottom: .6pt solid; padding-bottom: 1mm; margin-bottom: 2mm; }
.dated { font-style: italic; }
h1 { font-size: 14pt; text-align: center; margin: 0; }
.subtitle { font-weight: bold; text-align: center; margin: 0 0 6mm; }
.subtitle::after { content: ""; display: block; width: 30%; margin: 1mm auto 0; border-bottom: .6pt solid; }
.to { text-align: center; margin: 0 0 5mm; }
h2 { font-size: 13pt; margin: 5mm 0 2mm; break-after: avoid; }
h3 { font-size: 13pt; font-weight: bold; margin: 3mm 0 1mm; break-after: avoid; }
dl { display: grid; grid-template-columns: 48mm 1fr; gap: 1mm 4mm; margin: 0; }
dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: 10pt; line-height: 1.25; margin: 1mm 0 2mm; }
thead { display: table-header-group; }
th { text-align: left; font-weight: bold; }
th, td { padding: 1mm; vertical-align: top; border: .5pt solid; overflow-wrap: anywhere; }
tbody tr { break-inside: avoid; }
tbody th { break-after: avoid; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
time { font-variant-numeric: tabular-nums; white-space: nowrap; }
small { font-size: 8pt; overflow-wrap: anywhere; }
code { font: 10pt/1.3 "Liberation Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.annex { break-before: page; }
.annex h2 { text-align: center; }
.annex table { font-size: 10pt; }
.annex code { font-size: 8pt; }
.annex td { min-width: 19mm; }
.annex time { white-space: normal; }
.sum { white-space: nowrap; overflow-wrap: normal; }
ol, ul { margin: 0; padding-left: 6mm; }
li { margin-bottom: 1mm; }
.closing { break-inside: avoid; }
.signing { break-inside: avoid; margin-top: 5mm; }
.parties { display: grid; grid-template-columns: repeat(3, 1fr); gap: 6mm; text-align: center; }
.signers-1 { grid-template-columns: 1fr; margin-left: 45%; }
.signers-2 { grid-template-columns: repeat(2, 1fr); }
.sum-groups { word-spacing: 1mm; overflow-wrap: normal; }
.signer { margin-left: 45%; text-align: center; }
.party { font-weight: bold; margin: 4mm 0 0; }
.hint { font-style: italic; margin: 0 0 28mm; }
.receivers { font-size: 11pt; margin: 0; }
.receivers p { margin: 0; }
@media screen {
  :root { background: #e6e6e6; }
  body { max-width: 165mm; margin: 8mm auto; padding: 20mm 15mm 20mm 30mm; background: #fff; box-shadow: 0 1px 8px #0003; box-sizing: content-box; }
}
@media screen and (max-width: 820px) {
  :root { background: #fff; }
  body { margin: 0; padding: 5mm; max-width: none; box-shadow: none; }
  dl, .letter, .parties { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: 2mm; }
  .scroll { overflow-x: auto; }
}
`;
