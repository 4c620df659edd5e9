import type HlsType from 'hls.js';
import type {
  BufferAppendingData,
  FragLoadedData,
  FragmentLoaderConstructor,
  FragmentLoaderContext,
  Loader,
  MediaFragment,
} from 'hls.js';
import { readFragmentFrames, showFromKeyframe } from './fragment-frames.ts';
import type { FrameTable } from './frame-table.ts';
import type { LoadedKeyframe } from './line-watch.ts';
import { keyframeUrl } from './named-frame.ts';

/** Whether keyframes alone are loaded, or whole GOPs; it changes while it plays. */
export interface Lightness {
  isLight: boolean;
}

/** Longest between two tries while the service is away. */
const maxRetryMs = 4_000;

/** The service is away, or restarts: what is asked for may come yet. */
export const isAway = (status: number | undefined): boolean =>
  status === undefined || [0, 502, 503, 504].includes(status);

const retries = {
  maxNumRetry: Number.POSITIVE_INFINITY,
  retryDelayMs: 500,
  maxRetryDelayMs: maxRetryMs,
  shouldRetry: (_retries: unknown, _count: number, isLate: boolean, answer?: { readonly code?: number }) =>
    isLate || isAway(answer?.code),
};
/** A slow line may take long for a GOP; whether it comes at all is another question. */
const patient = {
  default: {
    maxTimeToFirstByteMs: 20_000,
    maxLoadTimeMs: 120_000,
    timeoutRetry: retries,
    errorRetry: retries,
  },
};

/**
 * How hls.js plays a playlist of ours. Without a worker: the content security policy allows none from memory, and
 * fragments are played as they are.
 */
export const hlsOptions = (lightness: Lightness, { DefaultConfig }: typeof HlsType) => ({
  fLoader: fromKeyframes(DefaultConfig.loader as FragmentLoaderConstructor),
  enableWorker: false,
  // Loading begins where it is wanted: what lies before may be refused.
  autoStartLoad: false,
  maxBufferLength: 20,
  backBufferLength: 30,
  fragLoadPolicy: patient,
  playlistLoadPolicy: patient,
  manifestLoadPolicy: patient,
  xhrSetup: (request: XMLHttpRequest, url: string) => {
    if (lightness.isLight) request.open('GET', keyframeUrl(url), true);
  },
});

/** Loads GOPs as hls.js does, and has each begin with its keyframe on the screen. */
const fromKeyframes = (FragmentLoader: FragmentLoaderConstructor): FragmentLoaderConstructor =>
  class extends FragmentLoader {
    override load(...[context, config, callbacks]: Parameters<Loader<FragmentLoaderContext>['load']>): void {
      super.load(context, config, {
        ...callbacks,
        onSuccess: (response, ...more) => {
          if (context.frag.sn !== 'initSegment' && response.data instanceof ArrayBuffer)
            mended(new Uint8Array(response.data));
          callbacks.onSuccess(response, ...more);
        },
      });
    }
  };

/** What cannot be read is told of when its frames are noted. */
function mended(fragment: Uint8Array): void {
  try {
    showFromKeyframe(fragment);
  } catch {}
}

/** Notes the frames of each fragment that goes into the player. An `Error` says what of a fragment cannot be read. */
export function noteFrames(table: FrameTable, { frag, data, offset = 0 }: BufferAppendingData): void {
  const { sn, initSegment, programDateTime } = frag as MediaFragment;
  const init = initSegment?.data;
  if (typeof sn !== 'number' || !init || typeof programDateTime !== 'number' || isInit(data)) return;
  const wallMs = programDateTime;
  table.add({ ...readFragmentFrames(init, data), fragment: sn, wallMs, offsetS: offset });
}

/** hls.js appends an initialisation section under the fragment that needs it. */
const isInit = (data: Uint8Array): boolean => String.fromCharCode(...data.subarray(4, 8)) === 'ftyp';

/** How a keyframe came; `undefined` of anything else that was loaded. */
export function loadedKeyframe({ frag, networkDetails }: FragLoadedData): LoadedKeyframe | undefined {
  const request: unknown = networkDetails;
  if (!(request instanceof XMLHttpRequest)) return undefined;
  const gopBytes = Number(request.getResponseHeader('X-Gop-Bytes'));
  const { loaded: keyframeBytes, loading } = frag.stats;
  if (!(gopBytes > 0)) return undefined;
  const tookMs = loading.end - loading.start;
  return { keyframeBytes, gopBytes, tookMs, durationMs: frag.duration * 1_000 };
}

/** Drops what is loaded, and loads again from there on: keyframes alone, or whole GOPs. */
export function reload(hls: HlsType, { Events }: typeof HlsType, fromS: number): void {
  hls.stopLoad();
  hls.once(Events.BUFFER_FLUSHED, () => hls.startLoad(fromS));
  hls.trigger(Events.BUFFER_FLUSHING, { startOffset: 0, endOffset: Number.POSITIVE_INFINITY, type: null });
}
