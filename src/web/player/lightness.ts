import type HlsType from 'hls.js';
import { type Lightness, loadedKeyframe, reload } from './gop-stream.ts';
import { LineWatch, lookEveryMs } from './line-watch.ts';
import { keyframeUrl } from './named-frame.ts';

/** Why keyframes alone are loaded. */
export type LightReason = 'line' | 'rate' | 'chosen';

/** hls.js, loaded only where something is played. */
export interface LoadedHls {
  readonly hls: HlsType;
  readonly module: typeof HlsType;
}

/** Loads keyframes alone where whole GOPs would not come in time, or are not wanted; and whole ones again. */
export class Lightener implements Lightness {
  private readonly watch = new LineWatch();
  private readonly reasons = new Set<LightReason>();
  /** Whole GOPs are wanted, however long they take. */
  private insists = false;

  /** `changed` is called whenever `isLight` changes. */
  constructor(
    private readonly video: () => HTMLVideoElement | null,
    private readonly changed: (reasons: readonly LightReason[]) => void,
  ) {}

  get isLight(): boolean {
    return this.reasons.size > 0;
  }

  /** Follows a player until it is destroyed. */
  follow(loaded: LoadedHls): void {
    const { hls, module } = loaded;
    const { Events } = module;
    let timer: number | undefined;
    const stop = () => window.clearInterval(timer);
    hls.on(Events.FRAG_LOADING, (_event, { frag }) => {
      stop();
      this.watch.begin();
      // A copy has no keyframe alone.
      if (frag.sn === 'initSegment' || this.isLight || keyframeUrl(frag.url) === frag.url) return;
      timer = window.setInterval(() => {
        const { loaded: loadedBytes, total: totalBytes, loading } = frag.stats;
        const forMs = performance.now() - loading.first;
        const isSlow = loading.first > 0 && this.watch.isSlow({ loadedBytes, totalBytes, forMs });
        if (isSlow && this.isStarved() && !this.insists) this.set('line', true, loaded);
      }, lookEveryMs);
    });
    hls.on(Events.FRAG_LOADED, (_event, data) => {
      stop();
      const keyframe = loadedKeyframe(data);
      if (keyframe && this.watch.isFast(keyframe)) this.set('line', false, loaded);
    });
    for (const end of [Events.ERROR, Events.FRAG_LOAD_EMERGENCY_ABORTED, Events.DESTROYING] as const)
      hls.on(end, stop);
  }

  /** What is loaded of whole GOPs serves as well; keyframes do not. */
  set(reason: LightReason, isLight: boolean, loaded: LoadedHls | undefined): void {
    const wasLight = this.isLight;
    if (isLight) this.reasons.add(reason);
    else this.reasons.delete(reason);
    if (this.isLight === wasLight) return;
    this.changed([...this.reasons]);
    const atS = this.video()?.currentTime ?? 0;
    if (loaded && wasLight) reload(loaded.hls, loaded.module, atS);
    else if (loaded?.hls.loadingEnabled) {
      loaded.hls.stopLoad();
      loaded.hls.startLoad(atS);
    }
  }

  /** Loads whole GOPs though the line is slow; answers whether it did not already. */
  insist(loaded: LoadedHls | undefined): boolean {
    this.insists = true;
    if (!this.reasons.has('line')) return false;
    this.set('line', false, loaded);
    return true;
  }

  /** Judges by the line again. */
  relent(): void {
    this.insists = false;
  }

  /** There is no picture, or none after it. */
  private isStarved(): boolean {
    return (this.video()?.readyState ?? 0) < 3;
  }
}
