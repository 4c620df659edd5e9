import type { AccessUnit } from './rtp/access-unit.ts';
import type { Codec } from './rtp/codec.ts';
import type { ParameterSets } from './rtp/parameter-sets.ts';
import type { EndReason } from './session.ts';

/** If media time advances more than this beyond arrival, the camera's RTP clock has jumped (quirk 21). */
const maxAheadMs = 10_000;
/** B-frames go back in presentation time; a larger step back is a jump of the clock. */
const maxBackMs = 2_000;

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
 * until these change or the RTP clock jumps.
 */
export class RelayRun {
  private originTicks: number | undefined;
  private latest = { mediaMs: 0, arrivalMs: 0 };
  private broken = false;

  constructor(
    private readonly codec: Codec,
    private readonly clockRate: number,
    private readonly sets: ParameterSets,
    private readonly events: RunEvents,
  ) {}

  /** Media time of RTP ticks, once the run has started. */
  mediaMsOf(ticks: number): number | undefined {
    return this.originTicks === undefined ? undefined : ((ticks - this.originTicks) * 1000) / this.clockRate;
  }

  accept(unit: AccessUnit): void {
    if (this.broken) return;
    const isKeyframe = unit.nals.some((nal) => this.codec.isKeyframe(this.codec.nalType(nal)));
    if (this.sets.observe(unit.nals))
      this.break('parameters-changed', 'The camera changed its picture format.');
    else if (this.originTicks !== undefined) this.continue(unit, this.originTicks, isKeyframe);
    else if (isKeyframe && this.sets.complete) this.start(unit);
  }

  private start(unit: AccessUnit): void {
    this.sets.start();
    this.originTicks = unit.ticks;
    this.latest = { mediaMs: 0, arrivalMs: unit.arrivalMs };
    this.events.onStart(this.sets.list(), unit.arrivalMs);
    this.events.onDeliver(unit, { ticks: 0, mediaMs: 0, isKeyframe: true });
  }

  private continue(unit: AccessUnit, originTicks: number, isKeyframe: boolean): void {
    const ticks = unit.ticks - originTicks;
    const mediaMs = (ticks * 1000) / this.clockRate;
    if (this.jumped(mediaMs, unit.arrivalMs)) {
      this.break('rtp-jump', "The camera's RTP clock jumped.");
      return;
    }
    // Frames shown before the first keyframe depend on frames that we lack (H.265 RASL).
    if (ticks < 0) return;
    if (mediaMs > this.latest.mediaMs) this.latest = { mediaMs, arrivalMs: unit.arrivalMs };
    this.events.onDeliver(unit, { ticks, mediaMs, isKeyframe });
  }

  private jumped(mediaMs: number, arrivalMs: number): boolean {
    const stepMs = mediaMs - this.latest.mediaMs;
    return stepMs < -maxBackMs || stepMs - (arrivalMs - this.latest.arrivalMs) > maxAheadMs;
  }

  private break(reason: EndReason, message: string): void {
    this.broken = true;
    this.events.onBreak(reason, message);
  }
}
