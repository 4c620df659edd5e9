import { type Bar, barsOf, boxesOf } from './bars.ts';
import { isGap, type Lane, type LanePart } from './lane.ts';
import type { LaneRecords } from './lane-records.ts';
import { outsideBoxes } from './outside.ts';
import type { LaneScene, Pen } from './scene.ts';

/** So many kinds of parts that share a bar have a stripe each; the tip and the table name all. */
const maxStripes = 4;

const momentPx = 8;

/** One lane; `top` is that of its bar. */
export function drawLane(
  pen: Pen,
  { parts, held, records, moments }: Lane,
  scene: LaneScene,
  top: number,
): void {
  const { scale, layout, paints } = scene;
  pen.strokeStyle = paints.lineStrong;
  pen.strokeRect(0.5, top + 0.5, scale.width - 1, layout.barHeight - 1);
  for (const bar of barsOf(parts, scale)) drawBar(pen, bar, scene, top);
  if (records) drawRecords(pen, records, scene, top);
  drawOutside(pen, scene, top);
  pen.fillStyle = paints.held;
  for (const { left, width } of boxesOf(held, scale, 3))
    pen.fillRect(left, top + layout.barHeight + 2, width, 3);
  drawMoments(pen, moments, scene, top + layout.barHeight);
}

function drawBar(
  pen: Pen,
  { left, width, kinds }: Bar,
  { layout, paints, names }: LaneScene,
  top: number,
): void {
  // Footage above, what is missing below it.
  const stripes = kinds.slice(0, maxStripes).sort((a, b) => Number(isGap(a)) - Number(isGap(b)));
  const height = layout.barHeight / stripes.length;
  for (const [i, kind] of stripes.entries()) {
    pen.fillStyle = fillOf(pen, kind, { left, width }, paints);
    pen.fillRect(left, top + i * height, width, height);
  }
  const [kind] = kinds;
  if (kinds.length > 1 || !kind || !isGap(kind)) return;
  pen.strokeStyle = paints.gapInk;
  pen.strokeRect(left + 0.5, top + 0.5, Math.max(width - 1, 1), layout.barHeight - 1);
  drawName(pen, names[kind], { left, width, middle: top + layout.barHeight / 2 }, gapInks(paints));
}

/** Altered time covers what the catalogue tells; above footage whose record is not sealed yet runs a broken line. */
function drawRecords(
  pen: Pen,
  { pending, altered }: LaneRecords,
  { scale, layout, paints, names }: LaneScene,
  top: number,
): void {
  pen.strokeStyle = paints.inkSoft;
  pen.lineWidth = 3;
  pen.setLineDash([4, 4]);
  pen.beginPath();
  for (const { left, width } of boxesOf(pending, scale, 1)) {
    pen.moveTo(left, top - 3.5);
    pen.lineTo(left + width, top - 3.5);
  }
  pen.stroke();
  pen.setLineDash([]);
  pen.lineWidth = 1;
  for (const { left, width } of boxesOf(altered, scale, 6)) {
    pen.fillStyle = paints.altered(pen);
    pen.fillRect(left, top, width, layout.barHeight);
    drawName(pen, names.altered, { left, width, middle: top + layout.barHeight / 2 }, gapInks(paints));
  }
}

/** Hatches the time that was not asked for, and says so where there is room: nothing of it is known here. */
function drawOutside(pen: Pen, { asked, scale, layout, paints, names }: LaneScene, top: number): void {
  const inks = { ground: paints.surface, ink: paints.ink };
  for (const { left, width } of outsideBoxes(asked, scale)) {
    pen.fillStyle = paints.outside(pen);
    pen.fillRect(left, top, width, layout.barHeight);
    drawName(pen, names.outside, { left, width, middle: top + layout.barHeight / 2 }, inks);
  }
}

/** An arrow below the bar, up to where each moment begins; those that would cover each other share one. */
function drawMoments(pen: Pen, moments: Lane['moments'], { scale, paints }: LaneScene, bottom: number): void {
  pen.fillStyle = paints.ink;
  for (const { left } of boxesOf(moments, scale, momentPx)) {
    const x = Math.max(left, momentPx / 2);
    pen.beginPath();
    pen.moveTo(x, bottom - 1);
    pen.lineTo(x - momentPx / 2, bottom + 6);
    pen.lineTo(x + momentPx / 2, bottom + 6);
    pen.fill();
  }
}

interface NamedBox {
  readonly left: number;
  readonly width: number;
  readonly middle: number;
}

const gapInks = ({ gapGround: ground, gapInk: ink }: LaneScene['paints']) => ({ ground, ink });

/** Upon its pattern, where it fits whole. */
function drawName(
  pen: Pen,
  name: string,
  { left, width, middle }: NamedBox,
  { ground, ink }: { readonly ground: string; readonly ink: string },
): void {
  if (width < 40) return;
  const length = pen.measureText(name).width;
  if (length + 16 > width) return;
  pen.fillStyle = ground;
  pen.fillRect(left + (width - length) / 2 - 5, middle - 9, length + 10, 18);
  pen.fillStyle = ink;
  pen.fillText(name, left + (width - length) / 2, middle + 1);
}

function fillOf(
  pen: Pen,
  kind: LanePart['kind'],
  { left, width }: { readonly left: number; readonly width: number },
  paints: LaneScene['paints'],
): string | CanvasGradient | CanvasPattern {
  if (kind === 'recorded') return paints.recorded;
  if (kind !== 'live') return paints.gap(pen, kind);
  const fading = pen.createLinearGradient(left, 0, left + width, 0);
  fading.addColorStop(0, paints.live);
  fading.addColorStop(1, paints.surface);
  return fading;
}
