import type { AccessUnit } from './rtp/access-unit.ts';
import type { Codec } from './rtp/codec.ts';
import type { ParameterSets } from './rtp/parameter-sets.ts';
import type { EndReason } from './session.ts';
import { MediaTimeline } from './time/media-timeline.ts';

export interface RunEvents {
  /** Called before the first access unit; these sets decode the run. */
  onStart(parameterSets: readonly Buffer[], arrivalMs: number): void;
  /** Delivers an access unit to the recorder. `ticks` and `mediaMs` count from the first one. */
  onDeliver(unit: AccessUnit, at: { ticks: number; mediaMs: number; isKeyframe: boolean }): void;
  /** The run cannot continue; nothing more is delivered. */
  onBreak(reason: EndReason, message: string): void;
}

/**
 * Selects the part of a camera's stream that forms one run: from the first keyframe with known parameter sets
 * until these change.
 */
export class RelayRun {
  private readonly timeline: MediaTimeline;
  private hasStarted = false;
  private broken = false;

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
    if (this.broken) return;
    const isKeyframe = this.codec.isKeyframe(unit.nals);
    if (this.sets.observe(unit.nals))
      this.break('parameters-changed', 'The camera changed its picture format.');
    else if (this.hasStarted) this.deliver(unit, isKeyframe);
    else if (isKeyframe && this.sets.complete) this.start(unit);
  }

  private start(unit: AccessUnit): void {
    this.hasStarted = true;
    this.sets.start();
    this.events.onStart(this.sets.list(), unit.arrivalMs);
    this.deliver(unit, true);
  }

  private deliver(unit: AccessUnit, isKeyframe: boolean): void {
    const at = this.timeline.place(unit.ticks, unit.arrivalMs);
    // Frames shown before the first keyframe depend on frames that we lack (H.265 RASL).
    if (at.ticks >= 0) this.events.onDeliver(unit, { ...at, isKeyframe });
  }

  private break(reason: EndReason, message: string): void {
    this.broken = true;
    this.events.onBreak(reason, message);
  }
}
