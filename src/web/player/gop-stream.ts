import type HlsType from 'hls.js';
import type { BufferAppendingData, MediaFragment } from 'hls.js';
import { readFragmentFrames } from './fragment-frames.ts';
import type { FrameTable } from './frame-table.ts';
import { keyframeUrl } from './named-frame.ts';

/** Loads keyframes alone, or whole GOPs; what is changed while it plays. */
export interface Lightness {
  isLight: boolean;
}

/**
 * How hls.js plays a playlist of ours. Without a worker: the content security policy allows none from memory, and
 * fragments are played as they are.
 */
export const hlsOptions = (lightness: Lightness) => ({
  enableWorker: false,
  // Loading begins where it is wanted: what lies before may be refused.
  autoStartLoad: false,
  maxBufferLength: 20,
  backBufferLength: 30,
  xhrSetup: (request: XMLHttpRequest, url: string) => {
    if (lightness.isLight) request.open('GET', keyframeUrl(url), true);
  },
});

/** Notes the frames of each fragment that goes into the player. An `Error` says what of a fragment cannot be read. */
export function noteFrames(table: FrameTable, { frag, data, offset = 0 }: BufferAppendingData): void {
  const { sn, initSegment, programDateTime } = frag as MediaFragment;
  const init = initSegment?.data;
  if (typeof sn !== 'number' || !init || typeof programDateTime !== 'number' || isInit(data)) return;
  table.add({
    ...readFragmentFrames(init, data),
    fragment: sn,
    wallMs: programDateTime,
    offsetS: offset,
  });
}

/** hls.js appends an initialisation section under the fragment that needs it. */
const isInit = (data: Uint8Array): boolean => String.fromCharCode(...data.subarray(4, 8)) === 'ftyp';

/** Drops what is loaded, and loads again from there on: keyframes alone, or whole GOPs. */
export function reload(hls: HlsType, { Events }: typeof HlsType, fromS: number): void {
  hls.stopLoad();
  hls.once(Events.BUFFER_FLUSHED, () => hls.startLoad(fromS));
  hls.trigger(Events.BUFFER_FLUSHING, { startOffset: 0, endOffset: Number.POSITIVE_INFINITY, type: null });
}
