import { drawAxis } from './draw-axis.ts';
import { drawLane } from './draw-lane.ts';
import { type Scale, xOf } from './scale.ts';
import type { LaneScene, Pen } from './scene.ts';

/** Draws what can be seen: the axis on top, and the lanes below it. */
export function drawLanes(canvas: HTMLCanvasElement, scene: LaneScene): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const { width, height } = sized(canvas, pen);
  pen.clearRect(0, 0, width, height);
  pen.font = `13px ${scene.paints.font}`;
  pen.textBaseline = 'middle';
  drawAxis(pen, scene, height);
  const { lanes, layout } = scene;
  const first = Math.max(0, Math.floor(layout.scrolledPx / layout.rowHeight));
  const last = Math.min(lanes.length, first + Math.ceil(height / layout.rowHeight) + 1);
  pen.save();
  pen.beginPath();
  pen.rect(0, layout.axisHeight, width, height);
  pen.clip();
  for (let row = first; row < last; row++) {
    const lane = lanes[row];
    const top = layout.axisHeight + row * layout.rowHeight - layout.scrolledPx + layout.barTop;
    if (lane) drawLane(pen, lane, scene, top);
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

/** `[` and `]` as brackets, and what lies between them. */
function drawMarks(pen: Pen, { marked, scale, layout, paints }: LaneScene, height: number): void {
  const edges = [marked?.fromMs, marked?.toMs].map((ms) => (ms === undefined ? undefined : xOf(scale, ms)));
  const [from, to] = edges;
  pen.fillStyle = paints.mark;
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
function drawPointed(pen: Pen, { pointedMs, scale, layout, paints }: LaneScene, height: number): void {
  const x = placeOf(scale, pointedMs);
  if (x === undefined) return;
  pen.strokeStyle = paints.ink;
  pen.setLineDash([3, 3]);
  pen.beginPath();
  pen.moveTo(x + 0.5, layout.axisHeight - 6);
  pen.lineTo(x + 0.5, height);
  pen.stroke();
  pen.setLineDash([]);
}

/** A line with a head upon the axis. */
function drawCursor(pen: Pen, { cursorMs, scale, layout, paints }: LaneScene, height: number): void {
  const x = placeOf(scale, cursorMs);
  if (x === undefined) return;
  const top = layout.axisHeight - 8;
  pen.fillStyle = paints.ink;
  pen.fillRect(x - 1, top, 2, height);
  pen.beginPath();
  pen.moveTo(x - 6, top - 2);
  pen.lineTo(x + 6, top - 2);
  pen.lineTo(x, top + 6);
  pen.fill();
}

const placeOf = (scale: Scale, ms: number | undefined): number | undefined =>
  ms === undefined || ms < scale.fromMs || ms > scale.toMs ? undefined : Math.round(xOf(scale, ms));
