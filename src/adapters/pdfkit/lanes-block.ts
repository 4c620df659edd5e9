import type { PaperLanes } from '../../print/index.ts';
import { leftEdge, mm, type Sheet, textWidth } from './sheet.ts';

const labelWidth = 42 * mm;
const barX = leftEdge + labelWidth;
const barWidth = textWidth - labelWidth;
const barHeight = 4.2 * mm;
const laneHeight = 6.4 * mm;
const small = { size: 9 };
const ticks = 4;
/** A shorter stretch would not be seen in print. */
const leastWidth = 0.6;

type Lane = PaperLanes['lanes'][number];

/** A bar for each camera: grey where it was recorded, hatched where nothing is, a triangle over each mark. */
export function drawCoverageLanes(sheet: Sheet, lanes: PaperLanes): void {
  sheet.room(30 * mm);
  sheet.tagged('Figure', () => drawAll(sheet, lanes), { alt: lanes.alt });
  sheet.y += 2 * mm;
}

function drawAll(sheet: Sheet, lanes: PaperLanes): void {
  drawLegend(sheet, lanes);
  drawAxis(sheet, lanes);
  for (const lane of lanes.lanes) {
    if (laneHeight > sheet.heightLeft) {
      sheet.beginPage();
      drawAxis(sheet, lanes);
    }
    drawLane(sheet, lanes, lane);
  }
}

function drawLegend(sheet: Sheet, { legend, lanes }: PaperLanes): void {
  const { doc, y } = sheet;
  let x = barX;
  const entry = (text: string, draw: (at: number) => void) => {
    draw(x);
    sheet.put(text, y, { ...small, x: x + 8 * mm });
    x += 8 * mm + sheet.widthOf(text, small) + 5 * mm;
  };
  entry(legend.recorded, (at) => fillBar(sheet, at, y + 0.8 * mm, 6 * mm));
  entry(legend.missing, (at) => hatch(sheet, at, y + 0.8 * mm, 6 * mm));
  if (lanes.some(({ marksMs }) => marksMs.length > 0))
    entry(legend.mark, (at) => triangle(doc, at + 3 * mm, y + 3.2 * mm));
  sheet.y += sheet.lineHeight(small) + 2.5 * mm;
}

function drawAxis(sheet: Sheet, { fromMs, toMs, timeOf }: PaperLanes): void {
  for (let i = 0; i <= ticks; i++) {
    const x = barX + (barWidth * i) / ticks;
    const align = i === 0 ? 'left' : i === ticks ? 'right' : 'center';
    const width = 24 * mm;
    const start = i === 0 ? x : i === ticks ? x - width : x - width / 2;
    sheet.put(timeOf(fromMs + ((toMs - fromMs) * i) / ticks), sheet.y, { ...small, x: start, width, align });
    sheet.doc
      .lineWidth(0.5)
      .moveTo(x, sheet.y + 11)
      .lineTo(x, sheet.y + 13.5)
      .stroke('#000');
  }
  sheet.y += 14.5;
}

function drawLane(sheet: Sheet, lanes: PaperLanes, { label, recorded, missing, marksMs }: Lane): void {
  const xOf = (atMs: number) => {
    const share = (atMs - lanes.fromMs) / (lanes.toMs - lanes.fromMs || 1);
    return barX + Math.min(1, Math.max(0, share)) * barWidth;
  };
  const y = sheet.y + (laneHeight - barHeight) / 2;
  sheet.put(shortened(sheet, label), sheet.y + 1 * mm, { ...small, width: labelWidth - 2 * mm });
  for (const { fromMs, toMs } of recorded) fillBar(sheet, xOf(fromMs), y, xOf(toMs) - xOf(fromMs));
  for (const { fromMs, toMs } of missing) hatch(sheet, xOf(fromMs), y, xOf(toMs) - xOf(fromMs));
  sheet.doc.lineWidth(0.4).rect(barX, y, barWidth, barHeight).stroke('#000');
  for (const atMs of marksMs) triangle(sheet.doc, xOf(atMs), y);
  sheet.y += laneHeight;
}

/** The whole name is in the table. */
function shortened(sheet: Sheet, label: string): string {
  const lines = sheet.lines(label, { ...small, width: labelWidth - 4 * mm });
  return lines.length > 1 ? `${lines[0]}…` : label;
}

function fillBar({ doc }: Sheet, x: number, y: number, width: number): void {
  doc.rect(x, y, Math.max(leastWidth, width), barHeight).fill('#9a9a9a');
  doc.fillColor('#000');
}

/** White with slanted lines: a copier keeps it apart from grey. */
function hatch({ doc }: Sheet, x: number, y: number, given: number): void {
  const width = Math.max(leastWidth, given);
  doc.save().rect(x, y, width, barHeight).clip();
  doc.rect(x, y, width, barHeight).fill('#fff');
  doc.lineWidth(0.6);
  for (let at = x - barHeight; at < x + width; at += 2.6)
    doc.moveTo(at, y + barHeight).lineTo(at + barHeight, y);
  doc.stroke('#000').restore();
  doc.lineWidth(0.6).rect(x, y, width, barHeight).stroke('#000');
  doc.fillColor('#000');
}

/** Its point is the instant. */
function triangle(doc: Sheet['doc'], x: number, y: number): void {
  doc.polygon([x, y + 1], [x - 3, y - 4], [x + 3, y - 4]).fill('#000');
}
