import type { AccessUnit } from './rtp/access-unit.ts';
import type { Codec } from './rtp/codec.ts';
import type { ParameterSets } from './rtp/parameter-sets.ts';
import { MediaTimeline } from './time/media-timeline.ts';

/** Where a picture belongs. */
export interface PicturePlace {
  /** Ticks from the first picture of the part: what its recorder is told. */
  readonly ticks: number;
  /** Media time of the run: from its first picture. */
  readonly mediaMs: number;
  readonly isKeyframe: boolean;
  /** All sets in use; only where a recorder may begin a GOP. */
  readonly parameterSets?: readonly Buffer[];
}

export interface RunEvents {
  /** Called before the first access unit of a part, a keyframe: these sets decode the part. */
  onPart(
    parameterSets: readonly Buffer[],
    first: { readonly mediaMs: number; readonly arrivalMs: number },
  ): void;
  /** Delivers an access unit to the recorder of the part. */
  onDeliver(unit: AccessUnit, at: PicturePlace): void;
}

/**
 * Selects the part of a camera's stream that forms one run: from the first keyframe with known parameter sets on. A
 * run has a part for each picture format: the keyframe that brings another begins the next.
 */
export class RelayRun {
  private readonly timeline: MediaTimeline;
  /** Of the part, from the first picture of the run. */
  private fromTicks: number | undefined;

  constructor(
    private readonly codec: Codec,
    clockRate: number,
    private readonly sets: ParameterSets,
    private readonly events: RunEvents,
  ) {
    this.timeline = new MediaTimeline(clockRate);
  }

  /** Media time of RTP ticks, once the run has started. */
  mediaMsOf(ticks: number): number | undefined {
    return this.timeline.mediaMsOf(ticks);
  }

  /** The access units that follow come from another RTP source. */
  changeSource(): void {
    this.timeline.changeSource();
  }

  accept(unit: AccessUnit): void {
    const isKeyframe = this.codec.isKeyframe(unit.nals);
    this.sets.observe(unit.nals);
    if (isKeyframe && this.sets.complete && !this.isGoingOn(unit)) this.begin(unit);
    else if (this.fromTicks !== undefined) this.deliver(unit, isKeyframe, this.fromTicks);
  }

  private isGoingOn(keyframe: AccessUnit): boolean {
    return this.fromTicks !== undefined && this.sets.isDecodable(keyframe.nals);
  }

  private begin(unit: AccessUnit): void {
    const { ticks, mediaMs } = this.timeline.place(unit.ticks, unit.arrivalMs);
    this.fromTicks = ticks;
    const parameterSets = this.sets.tell();
    this.events.onPart(parameterSets, { mediaMs, arrivalMs: unit.arrivalMs });
    this.events.onDeliver(unit, { ticks: 0, mediaMs, isKeyframe: true, parameterSets });
  }

  private deliver(unit: AccessUnit, isKeyframe: boolean, fromTicks: number): void {
    const { ticks, mediaMs } = this.timeline.place(unit.ticks, unit.arrivalMs);
    // Frames shown before the first keyframe depend on frames that we lack (H.265 RASL).
    if (ticks < fromTicks) return;
    const sets = this.codec.beginsGop(unit.nals) ? { parameterSets: this.sets.list() } : {};
    this.events.onDeliver(unit, { ticks: ticks - fromTicks, mediaMs, isKeyframe, ...sets });
  }
}
