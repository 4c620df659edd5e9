/** When the frames of a fragment are shown, by its own clock. */
export interface FragmentFrames {
  /** Ticks a second. */
  readonly timescale: number;
  /** In the order of decoding: the first is the keyframe. */
  readonly frames: readonly { readonly shownTicks: number; readonly durationTicks: number }[];
}

/** An hour without a keyframe, at 25 frames a second: no camera has so many frames in a fragment. */
const maxFrames = 100_000;
const headBytes = 8;

/** Where a box lies (ISO/IEC 14496-12, 4.2): its body. */
interface Box {
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Reads the times of the frames of one fragment (`moof`, `mdat`) of a video of one track (ISO/IEC 14496-12, 8.8). The
 * bytes are attacker-controlled: an `Error` names the box at fault; time and memory are bounded by their number.
 */
export function readFragmentFrames(init: Uint8Array, fragment: Uint8Array): FragmentFrames {
  const [initView, view] = [viewOf(init), viewOf(fragment)];
  const timescale = timescaleIn(initView);
  const track = within(view, whole(view), 'moof', 'traf');
  const defaultTicks = durationIn(view, only(view, track, 'tfhd')) ?? trackDurationIn(initView);
  let ticks = decodeTimeIn(view, only(view, track, 'tfdt'));
  const frames: { shownTicks: number; durationTicks: number }[] = [];
  for (const run of boxesIn(view, track).filter(({ type }) => type === 'trun')) {
    for (const { durationTicks = defaultTicks, compositionTicks } of samplesIn(view, run)) {
      frames.push({ shownTicks: ticks + compositionTicks, durationTicks });
      ticks += durationTicks;
      if (frames.length > maxFrames) throw new Error('trun: too many frames in a fragment');
    }
  }
  if (frames.length === 0) throw new Error('trun: no frame in a fragment');
  return { timescale, frames };
}

/**
 * Has each frame of a fragment shown earlier by what its keyframe waits, in the bytes themselves: the keyframe is shown when
 * it is decoded. Else nothing is shown between two segments for as long as frames are reordered, and a browser that is
 * sought to the last frames before such a hole waits for ever. Bytes as for `readFragmentFrames`.
 */
export function showFromKeyframe(fragment: Uint8Array): void {
  const view = viewOf(fragment);
  let waitTicks: number | undefined;
  for (const run of boxesIn(view, within(view, whole(view), 'moof', 'traf'))) {
    if (run.type !== 'trun') continue;
    for (const at of compositionsIn(view, run)) {
      const ticks = u32(view, run, 0) >>> 24 === 0 ? u32(view, run, at) : u32(view, run, at) | 0;
      waitTicks ??= ticks;
      view.setInt32(run.from + at, ticks - waitTicks);
    }
    // Version 1: the numbers may be negative.
    view.setUint8(run.from, 1);
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  new DataView(buffer, byteOffset, byteLength);

const whole = (view: DataView): Box => ({ type: 'file', from: 0, to: view.byteLength });

/** The boxes inside another; none of them ends after it. */
function boxesIn(view: DataView, { type: parent, from, to }: Box): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at < to; ) {
    if (to - at < headBytes) throw new Error(`${parent}: cut inside a box`);
    const sizeBytes = view.getUint32(at);
    const isLong = sizeBytes === 1;
    if (isLong && to - at < 2 * headBytes) throw new Error(`${parent}: cut inside a box`);
    const length = isLong ? long(view, at + headBytes) : sizeBytes === 0 ? to - at : sizeBytes;
    const head = isLong ? 2 * headBytes : headBytes;
    const type = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)));
    if (length < head || length > to - at) throw new Error(`${type}: a box of ${length} bytes does not fit`);
    boxes.push({ type, from: at + head, to: at + length });
    at += length;
  }
  return boxes;
}

function only(view: DataView, parent: Box, type: string): Box {
  const found = boxesIn(view, parent).find((box) => box.type === type);
  if (!found) throw new Error(`${type}: missing in ${parent.type}`);
  return found;
}

const within = (view: DataView, parent: Box, ...path: readonly string[]): Box =>
  path.reduce((box, type) => only(view, box, type), parent);

/** The timescale of the first track: `mdhd`, 8.4.2. */
function timescaleIn(init: DataView): number {
  const box = within(init, whole(init), 'moov', 'trak', 'mdia', 'mdhd');
  const timescale = u32(init, box, u32(init, box, 0) >>> 24 === 1 ? 20 : 12);
  if (timescale === 0) throw new Error('mdhd: a timescale of zero');
  return timescale;
}

/** `trex`, 8.8.3. */
const trackDurationIn = (init: DataView): number =>
  u32(init, within(init, whole(init), 'moov', 'mvex', 'trex'), 12);

/** `tfhd`, 8.8.7: what it says of the duration of a sample, if anything. */
function durationIn(view: DataView, box: Box): number | undefined {
  const flags = u32(view, box, 0);
  if ((flags & 0x8) === 0) return undefined;
  return u32(view, box, 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0));
}

/** `tfdt`, 8.8.12. */
function decodeTimeIn(view: DataView, box: Box): number {
  if (u32(view, box, 0) >>> 24 === 0) return u32(view, box, 4);
  u32(view, box, 8);
  return long(view, box.from + 4);
}

interface Sample {
  readonly durationTicks?: number;
  readonly compositionTicks: number;
}

/** `trun`, 8.8.8: a field of each sample is there or not by a flag. */
function* samplesIn(view: DataView, box: Box): Generator<Sample> {
  const head = u32(view, box, 0);
  const count = u32(view, box, 4);
  const has = (flag: number) => (head & flag) !== 0;
  let at = 8 + (has(0x1) ? 4 : 0) + (has(0x4) ? 4 : 0);
  const rowBytes = 4 * [0x100, 0x200, 0x400, 0x800].filter(has).length;
  const compositionAt = rowBytes - 4;
  for (let i = 0; i < count; i++, at += rowBytes) {
    const composition = has(0x800) ? u32(view, box, at + compositionAt) : 0;
    yield {
      ...(has(0x100) && { durationTicks: u32(view, box, at) }),
      compositionTicks: head >>> 24 === 0 ? composition : composition | 0,
    };
  }
}

/** Where the composition offsets of a `trun` are, within it. */
function* compositionsIn(view: DataView, box: Box): Generator<number> {
  const head = u32(view, box, 0);
  const count = u32(view, box, 4);
  const has = (flag: number) => (head & flag) !== 0;
  if (!has(0x800)) return;
  const rowBytes = 4 * [0x100, 0x200, 0x400, 0x800].filter(has).length;
  const first = 8 + (has(0x1) ? 4 : 0) + (has(0x4) ? 4 : 0) + rowBytes - 4;
  for (let i = 0; i < count; i++) yield first + i * rowBytes;
}

function u32(view: DataView, { type, from, to }: Box, offset: number): number {
  if (from + offset + 4 > to) throw new Error(`${type}: cut inside a field`);
  return view.getUint32(from + offset);
}

/** 64 bits; nothing real is beyond 2^53 − 1. */
function long(view: DataView, at: number): number {
  const value = view.getUint32(at) * 2 ** 32 + view.getUint32(at + 4);
  if (!Number.isSafeInteger(value)) throw new Error('tfdt: a time beyond 2^53 - 1');
  return value;
}
