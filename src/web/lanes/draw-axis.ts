import { axisOf, type Named } from './axis.ts';
import { xOf } from './scale.ts';
import type { LaneScene, Pen } from './scene.ts';

/** Middle of the row of dates, and of the row of times below it, from the top. */
const [datesAt, timesAt] = [11, 29] as const;
/** Free pixels between two dates. */
const apartPx = 12;

/** Round times with a line each, and above them the dates that they belong to. */
export function drawAxis(pen: Pen, { scale, layout, paints }: LaneScene, height: number): void {
  const widthOf = (text: string) => pen.measureText(text).width;
  const { ticks, dates } = axisOf(scale, widthOf);
  pen.textAlign = 'left';
  pen.strokeStyle = paints.line;
  pen.beginPath();
  for (const { ms } of ticks) {
    const x = Math.round(xOf(scale, ms)) + 0.5;
    pen.moveTo(x, layout.axisHeight - 6);
    pen.lineTo(x, height);
  }
  pen.stroke();
  pen.fillStyle = paints.inkSoft;
  for (const { ms, text } of ticks) {
    const half = widthOf(text) / 2;
    const x = Math.round(xOf(scale, ms)) + 0.5;
    pen.fillText(text, Math.min(Math.max(0, x - half), scale.width - 2 * half), timesAt);
  }
  pen.fillStyle = paints.ink;
  for (const { text, x } of placedDates(dates, scale, widthOf)) pen.fillText(text, x, datesAt);
}

/** Each where it begins; the first one stays at the left edge until the next one comes there, and what has no room is left out. */
export function placedDates(
  dates: readonly Named[],
  scale: LaneScene['scale'],
  widthOf: (text: string) => number,
): { text: string; x: number }[] {
  const placed: { text: string; x: number }[] = [];
  let limit = scale.width;
  for (const { ms, text } of dates.toReversed()) {
    const width = widthOf(text);
    const x = Math.max(0, xOf(scale, ms));
    if (x + width > limit) continue;
    placed.push({ text, x });
    limit = x - apartPx;
  }
  return placed.toReversed();
}
