import type { GapReason } from '../api/shapes.ts';
import { themeColour } from '../parts/colour-scheme.ts';
import { textWithin } from '../time/format.ts';
import type { Range } from '../time/spoken-range.ts';
import { offsetMsAt } from '../time/zone.ts';
import { isGap, type Lane, type LanePart } from './lane.ts';
import type { LaneRecords } from './lane-records.ts';
import { alteredTile, gapTile } from './patterns.ts';
import { type Scale, ticksOf, xOf } from './scale.ts';

/** Where lanes lie on their canvas, in CSS pixels. */
export interface LaneLayout {
  readonly rowHeight: number;
  /** Top of the bar within its row. */
  readonly barTop: number;
  readonly barHeight: number;
  readonly axisHeight: number;
  /** Rows scrolled away above. */
  readonly scrolledPx: number;
}

export interface LaneScene {
  readonly lanes: readonly Lane[];
  readonly scale: Scale;
  readonly layout: LaneLayout;
  /** The instant that is played. */
  readonly cursorMs?: number | undefined;
  /** The instant under the pointer. */
  readonly pointedMs?: number | undefined;
  /** The marked stretch; one end may be missing yet. */
  readonly marked?: Partial<Range> | undefined;
  readonly names: LaneNames;
}

/** Of gaps and altered time, drawn where there is room. */
export type LaneNames = Readonly<Record<GapReason | 'altered', string>>;

type Pen = CanvasRenderingContext2D;

/** Draws what can be seen: the axis on top, and the lanes below it. */
export function drawLanes(canvas: HTMLCanvasElement, scene: LaneScene): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const { width, height } = sized(canvas, pen);
  pen.clearRect(0, 0, width, height);
  drawTicks(pen, scene, height);
  const { lanes, layout } = scene;
  const first = Math.max(0, Math.floor(layout.scrolledPx / layout.rowHeight));
  const last = Math.min(lanes.length, first + Math.ceil(height / layout.rowHeight) + 1);
  pen.save();
  pen.beginPath();
  pen.rect(0, layout.axisHeight, width, height);
  pen.clip();
  for (let row = first; row < last; row++) {
    const lane = lanes[row];
    if (lane)
      drawLane(
        pen,
        lane,
        scene,
        layout.axisHeight + row * layout.rowHeight - layout.scrolledPx + layout.barTop,
      );
  }
  pen.restore();
  drawMarks(pen, scene, height);
  drawPointed(pen, scene, height);
  drawCursor(pen, scene, height);
}

/** Fits the canvas to its box and the screen's density. */
function sized(canvas: HTMLCanvasElement, pen: Pen): { width: number; height: number } {
  const { clientWidth: width, clientHeight: height } = canvas;
  const density = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * density) || canvas.height !== Math.round(height * density)) {
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
  }
  pen.setTransform(density, 0, 0, density, 0, 0);
  return { width, height };
}

function drawTicks(pen: Pen, { scale, layout }: LaneScene, height: number): void {
  pen.font = `13px ${themeColour('font')}`;
  pen.textBaseline = 'middle';
  const textOf = textWithin(scale.fromMs, scale.toMs);
  const roomPx = pen.measureText(textOf(scale.fromMs)).width + 28;
  for (const ms of ticksOf(scale, roomPx, offsetMsAt)) {
    const x = Math.round(xOf(scale, ms)) + 0.5;
    pen.strokeStyle = themeColour('line');
    pen.beginPath();
    pen.moveTo(x, layout.axisHeight - 6);
    pen.lineTo(x, height);
    pen.stroke();
    pen.fillStyle = themeColour('ink-soft');
    const text = textOf(ms);
    const half = pen.measureText(text).width / 2;
    pen.textAlign = 'left';
    pen.fillText(text, Math.min(Math.max(0, x - half), scale.width - 2 * half), layout.axisHeight / 2 - 2);
  }
}

function drawLane(pen: Pen, { parts, held, records }: Lane, scene: LaneScene, top: number): void {
  const { scale, layout, names } = scene;
  pen.strokeStyle = themeColour('line-strong');
  pen.strokeRect(0.5, top + 0.5, scale.width - 1, layout.barHeight - 1);
  for (const part of parts) {
    const left = xOf(scale, Math.max(part.fromMs, scale.fromMs));
    // A missing second is as visible as any other.
    const width = Math.max(xOf(scale, Math.min(part.toMs, scale.toMs)) - left, isGap(part.kind) ? 3 : 0.5);
    pen.fillStyle = fillOf(pen, part, left, width);
    pen.fillRect(left, top, width, layout.barHeight);
    if (!isGap(part.kind)) continue;
    outline(pen, left, top, width, layout.barHeight);
    drawName(pen, names[part.kind], { left, width, middle: top + layout.barHeight / 2 });
  }
  if (records) drawRecords(pen, records, scene, top);
  pen.fillStyle = themeColour('held');
  for (const { fromMs, toMs } of held) {
    const left = xOf(scale, Math.max(fromMs, scale.fromMs));
    pen.fillRect(left, top + layout.barHeight + 2, xOf(scale, Math.min(toMs, scale.toMs)) - left, 3);
  }
}

/** Altered time covers what the catalogue tells; above footage whose record is not sealed yet runs a broken line. */
function drawRecords(
  pen: Pen,
  { pending, altered }: LaneRecords,
  { scale, layout, names }: LaneScene,
  top: number,
): void {
  const boxOf = ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }, leastPx: number) => {
    const left = xOf(scale, Math.max(fromMs, scale.fromMs));
    return { left, width: Math.max(xOf(scale, Math.min(toMs, scale.toMs)) - left, leastPx) };
  };
  pen.fillStyle = themeColour('ink-soft');
  for (const { left, width } of pending.map((range) => boxOf(range, 1)))
    for (let x = 0; x < width; x += 8) pen.fillRect(left + x, top - 5, Math.min(4, width - x), 3);
  for (const { left, width } of altered.map((range) => boxOf(range, 6))) {
    pen.fillStyle = pen.createPattern(alteredPattern(), 'repeat') ?? themeColour('ink');
    pen.fillRect(left, top, width, layout.barHeight);
    drawName(pen, names.altered, { left, width, middle: top + layout.barHeight / 2 });
  }
}

interface NamedBox {
  readonly left: number;
  readonly width: number;
  readonly middle: number;
}

/** Upon its pattern, where it fits whole. */
function drawName(pen: Pen, name: string, { left, width, middle }: NamedBox): void {
  pen.font = `13px ${themeColour('font')}`;
  const length = pen.measureText(name).width;
  if (length + 16 > width) return;
  pen.fillStyle = themeColour('gap-ground');
  pen.fillRect(left + (width - length) / 2 - 5, middle - 9, length + 10, 18);
  pen.fillStyle = themeColour('gap-ink');
  pen.textAlign = 'left';
  pen.fillText(name, left + (width - length) / 2, middle + 1);
}

function outline(pen: Pen, left: number, top: number, width: number, height: number): void {
  pen.strokeStyle = themeColour('gap-ink');
  pen.strokeRect(left + 0.5, top + 0.5, Math.max(width - 1, 1), height - 1);
}

function fillOf(
  pen: Pen,
  { kind }: LanePart,
  left: number,
  width: number,
): string | CanvasGradient | CanvasPattern {
  if (kind === 'recorded') return themeColour('recorded');
  if (kind === 'live') return fading(pen, left, width);
  return pen.createPattern(tileOf(kind), 'repeat') ?? themeColour('gap-ground');
}

function fading(pen: Pen, left: number, width: number): CanvasGradient {
  const gradient = pen.createLinearGradient(left, 0, left + width, 0);
  gradient.addColorStop(0, themeColour('live'));
  gradient.addColorStop(1, themeColour('surface'));
  return gradient;
}

const tiles = new Map<string, HTMLCanvasElement>();

function tileOf(reason: GapReason): HTMLCanvasElement {
  const [ink, ground] = [themeColour('gap-ink'), themeColour('gap-ground')];
  return kept(`${reason} ${ink} ${ground}`, () => gapTile(reason, ink, ground));
}

function alteredPattern(): HTMLCanvasElement {
  const [ink, ground] = [themeColour('surface'), themeColour('ink')];
  return kept(`altered ${ink} ${ground}`, () => alteredTile(ink, ground));
}

function kept(key: string, draw: () => HTMLCanvasElement): HTMLCanvasElement {
  const tile = tiles.get(key) ?? draw();
  tiles.set(key, tile);
  return tile;
}

/** `[` and `]` as brackets, and what lies between them. */
function drawMarks(pen: Pen, { marked, scale, layout }: LaneScene, height: number): void {
  const edges = [marked?.fromMs, marked?.toMs].map((ms) => (ms === undefined ? undefined : xOf(scale, ms)));
  const [from, to] = edges;
  pen.fillStyle = themeColour('mark');
  if (from !== undefined && to !== undefined && from < to) {
    pen.globalAlpha = 0.22;
    pen.fillRect(from, layout.axisHeight, to - from, height);
    pen.globalAlpha = 1;
  }
  for (const [end, x] of edges.entries()) {
    if (x === undefined) continue;
    pen.fillRect(x - 1, layout.axisHeight - 8, 2, height);
    for (const y of [layout.axisHeight - 8, height - 2]) pen.fillRect(end === 0 ? x : x - 7, y, 7, 2);
  }
}

/** A broken line, so that nobody takes it for what is played. */
function drawPointed(pen: Pen, { pointedMs, scale, layout }: LaneScene, height: number): void {
  const x = placeOf(scale, pointedMs);
  if (x === undefined) return;
  pen.fillStyle = themeColour('ink');
  for (let y = layout.axisHeight - 6; y < height; y += 6) pen.fillRect(x, y, 1, 3);
}

/** A line with a head upon the axis. */
function drawCursor(pen: Pen, { cursorMs, scale, layout }: LaneScene, height: number): void {
  const x = placeOf(scale, cursorMs);
  if (x === undefined) return;
  const top = layout.axisHeight - 8;
  pen.fillStyle = themeColour('ink');
  pen.fillRect(x - 1, top, 2, height);
  pen.beginPath();
  pen.moveTo(x - 6, top - 2);
  pen.lineTo(x + 6, top - 2);
  pen.lineTo(x, top + 6);
  pen.fill();
}

const placeOf = (scale: Scale, ms: number | undefined): number | undefined =>
  ms === undefined || ms < scale.fromMs || ms > scale.toMs ? undefined : Math.round(xOf(scale, ms));
