import type { CameraClockBook, ClockAnswer } from '../camera/index.ts';
import { type CameraId, type Clock, dayMs, type Log, messageOf } from '../core/index.ts';

export interface ClockReportDeps {
  readonly clocks: Pick<CameraClockBook, 'keepReport'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Takes what cameras say of their clocks in sender reports to the ledger, once a day each. A doubtful one is left out. */
export class ClockReports {
  /** When each camera's was taken there, by a clock that never steps. */
  private readonly keptAtMs = new Map<CameraId, number>();

  constructor(private readonly deps: ClockReportDeps) {}

  /** Never rejects: the next call tries again. */
  async keep(id: CameraId, answer: ClockAnswer | undefined): Promise<void> {
    const { clocks, clock, log } = this.deps;
    const nowMs = clock.monotonicMs();
    const keptAtMs = this.keptAtMs.get(id);
    if (!answer || 'fault' in answer || (keptAtMs !== undefined && nowMs - keptAtMs < dayMs)) return;
    try {
      await clocks.keepReport(id, answer);
      this.keptAtMs.set(id, nowMs);
    } catch (error) {
      log.warn({ cameraId: id, error: messageOf(error) }, 'the camera’s clock was not kept');
    }
  }
}
