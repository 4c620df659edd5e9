import type { Alarm } from '../alarm.ts';
import { epochMs, type LogWatch, type WatchedLeaf } from './watch.ts';

/** Footage that is held. Times in milliseconds of Unix time. */
export interface WatchedHold {
  readonly cams: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** No footage is deleted while a hold is on it. */
export class HoldWatch implements LogWatch {
  constructor(readonly holds: Map<string, WatchedHold>) {}

  follow({ leaf, record }: WatchedLeaf): Alarm[] {
    if (record.type === 'release') this.holds.delete(record.hold);
    if (record.type === 'hold')
      this.holds.set(record.hold, {
        cams: record.cams,
        fromMs: epochMs(record.t0),
        toMs: epochMs(record.t1),
      });
    if (record.type !== 'del' || record.act !== 'intent') return [];
    const { cam, del, t0, t1 } = record;
    return [...this.holds]
      .filter(
        ([, { cams, fromMs, toMs }]) => cams.includes(cam) && epochMs(t0) < toMs && epochMs(t1) > fromMs,
      )
      .map(([hold]) => ({
        code: 'deleted-under-hold',
        leaf,
        says: `leaf ${leaf}: ${del} deletes footage of ${cam} from ${t0} to ${t1} that ${hold} keeps`,
      }));
  }
}
