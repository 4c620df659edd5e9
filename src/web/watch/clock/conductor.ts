import { type TimedFragment, wallMsOf } from '../../player/frame-time.ts';
import type { Range } from '../../time/spoken-range.ts';
import { type Beat, Follower, type FollowingVideo, type Pace } from './follower.ts';
import { type FootageAt, footageAt } from './footage-at.ts';
import { ScreenClock } from './screen-clock.ts';

/** The picture of one camera, as the conductor leads it. */
export interface LedPicture {
  readonly video: HTMLVideoElement | null;
  readonly fragments: () => readonly TimedFragment[];
  readonly play: () => void;
  readonly seek: (wallMs: number) => void;
  /** The footage that it does not play, or all of it until a person asks again. */
  readonly refused: Range | undefined;
  readonly isFailed: boolean;
  readonly step: (frames: 1 | -1) => void;
  /** Also what is loaded depends on it. */
  readonly setRate: (rate: number) => void;
}

/** What a picture shows of the clock's instant. */
export interface TileStanding {
  readonly kind: 'shown' | 'none' | 'waiting';
  readonly pace: Pace;
}

interface Led {
  player: LedPicture;
  readonly follower: Follower;
  readonly report: (standing: TileStanding) => void;
  told?: TileStanding;
}

/** Nearer than this to the clock a picture is there; the one in focus leads the clock while it plays, at its rate, within it. */
const ledMs = 500;
/** A picture of an instant further off is not to be taken for one of now. */
const farMs = 1_500;
/** After a seek the others are waited for as long, and no longer. */
const graceMs = 1_500;

/** At its very end a range has no picture more. */
const lastMs = 100;

/** Leads the pictures of a screen by one clock, which follows the picture in focus. */
export class Conductor {
  private readonly led = new Map<string, Led>();
  private readonly listeners = new Set<() => void>();
  private readonly clock: ScreenClock;
  /** The range within which one can seek. */
  private readonly range: Range;
  private focus = '';
  private waitsSinceMs = 0;
  private toldMs = Number.NaN;
  private isStepping = false;

  constructor(
    startMs: number,
    range: Range,
    /** Called with each instant that a person left or sought. */
    private readonly stood: (ms: number) => void,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.range = { fromMs: range.fromMs, toMs: range.toMs - lastMs };
    this.clock = new ScreenClock(startMs, nowMs);
  }

  get ms(): number {
    return this.clock.ms;
  }
  get isPaused(): boolean {
    return this.clock.isPaused;
  }
  get rate(): number {
    return this.clock.rate;
  }

  /** Takes a picture in; answers what lets it go. */
  join(id: string, player: LedPicture, report: (standing: TileStanding) => void): () => void {
    const led: Led = { player, follower: new Follower(), report };
    this.led.set(id, led);
    if (this.clock.rate !== 1) player.setRate(this.clock.rate);
    return () => {
      if (this.led.get(id) === led) this.led.delete(id);
    };
  }

  update(id: string, player: LedPicture): void {
    const led = this.led.get(id);
    if (led) led.player = player;
  }

  focusOn(id: string): void {
    this.focus = id;
  }

  /** Calls `listener` when time or state changed. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  play(): void {
    if (this.clock.ms >= this.range.toMs) this.seek(this.range.fromMs);
    this.clock.play();
    this.gather();
    this.tell();
  }

  /** All pictures stand at one instant. */
  pause(): void {
    this.clock.pause();
    this.seek(this.clock.ms);
  }

  /** Whole milliseconds, so that an address brings the same picture back. */
  seek(ms: number): void {
    const within = Math.round(Math.min(Math.max(ms, this.range.fromMs), this.range.toMs));
    this.clock.seek(within);
    for (const { player } of this.led.values()) if (player.isFailed) player.seek(within);
    this.gather();
    this.stood(within);
    this.tell();
  }

  /** Steps in the picture in focus; the others follow to the instant that it comes to. */
  step(frames: 1 | -1): void {
    this.pause();
    this.isStepping = true;
    this.led.get(this.focus)?.player.step(frames);
  }

  /** A picture drew a frame. */
  shown(id: string, frameMs: number): void {
    if (!this.isStepping || id !== this.focus) return;
    this.isStepping = false;
    // Within the frame, wherever its time was rounded to.
    this.seek(Math.ceil(frameMs) + 1);
  }

  isShown(id: string): boolean {
    return this.led.get(id)?.told?.kind === 'shown';
  }

  setRate(rate: number): void {
    this.clock.setRate(rate);
    for (const { player } of this.led.values()) player.setRate(rate);
    this.tell();
  }

  /** One redraw of the page. */
  beat(): void {
    const nowMs = this.nowMs();
    const focus = this.led.get(this.focus);
    this.wait(nowMs);
    if (focus) this.follow(focus);
    if (this.clock.isRunning && this.clock.ms >= this.range.toMs) this.pause();
    const { ms, rate, isRunning, isPaused } = this.clock;
    const beat: Beat = { ms, rate, isRunning, isPaused, nowMs };
    for (const led of this.led.values()) this.lead(led, beat, led === focus);
    if (ms === this.toldMs) return;
    this.toldMs = ms;
    this.tell();
  }

  private gather(): void {
    this.waitsSinceMs = this.nowMs();
    this.clock.wait(true);
  }

  /** The clock stands while the picture in focus is not there; for the others it waits a little, after a seek. */
  private wait(nowMs: number): void {
    if (this.clock.isPaused) return;
    const isMissing = (led: Led) => !led.player.isFailed && this.isAway(led);
    const focus = this.led.get(this.focus);
    const isGathering = !this.clock.isRunning && nowMs - this.waitsSinceMs < graceMs;
    const isWaiting =
      (focus !== undefined && isMissing(focus)) || (isGathering && [...this.led.values()].some(isMissing));
    if (isWaiting && this.clock.isRunning) this.waitsSinceMs = nowMs - graceMs;
    this.clock.wait(isWaiting);
  }

  private isAway({ player, follower }: Led): boolean {
    const { isReady, positionMs } = videoOf(player);
    if (player.fragments().length === 0) return true;
    if (this.footageOf(player).kind === 'none') return false;
    if (!isReady || positionMs === undefined) return true;
    const { ms, isRunning } = this.clock;
    const offMs = Math.abs(positionMs - ms);
    return isRunning ? offMs > farMs : offMs > ledMs && !follower.arrivedAt(ms);
  }

  private footageOf({ fragments, refused }: LedPicture): FootageAt {
    const { ms } = this.clock;
    if (refused && refused.fromMs <= ms && ms < refused.toMs) return { kind: 'none', nextMs: undefined };
    return footageAt(fragments(), ms);
  }

  private follow({ player }: Led): void {
    const { positionMs, isPaused, isReady } = videoOf(player);
    if (!this.clock.isRunning || positionMs === undefined || isPaused || !isReady) return;
    if (
      this.footageOf(player).kind === 'here' &&
      Math.abs(positionMs - this.clock.ms) < ledMs * this.clock.rate
    )
      this.clock.seek(positionMs);
  }

  private lead(led: Led, beat: Beat, isFocus: boolean): void {
    const { player, follower } = led;
    const footage = this.footageOf(player);
    const isPassed = player.refused !== undefined && beat.ms >= player.refused.toMs;
    if (!player.isFailed || isPassed) apply(player, follower.next(beat, videoOf(player), footage, isFocus));
    const kind = footage.kind === 'none' ? 'none' : this.isAway(led) ? 'waiting' : 'shown';
    const standing: TileStanding = { kind, pace: isFocus ? 'full' : follower.pace(beat) };
    if (led.told?.kind === kind && led.told.pace === standing.pace) return;
    led.told = standing;
    led.report(standing);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** HTMLMediaElement.HAVE_FUTURE_DATA; while a video stands, HAVE_CURRENT_DATA will do. */
const [current, future] = [2, 3];

function videoOf({ video, fragments }: LedPicture): FollowingVideo {
  if (!video) return { positionMs: undefined, isPaused: true, isReady: false };
  const { paused, seeking, readyState, currentTime } = video;
  return {
    positionMs: readyState === 0 ? undefined : wallMsOf(fragments(), currentTime),
    isPaused: paused,
    isReady: !seeking && readyState >= (paused ? current : future),
  };
}

function apply({ video, play, seek }: LedPicture, move: ReturnType<Follower['next']>): void {
  if (!video || move.kind === 'stay') return;
  if (move.kind === 'play') {
    if (Math.abs(video.playbackRate - move.rate) > 0.005) video.playbackRate = move.rate;
    if (video.paused) play();
    return;
  }
  video.pause();
  if (move.kind === 'aim') seek(move.ms);
}
