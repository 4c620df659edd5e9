import type { EvidenceRecord } from '../../log/index.ts';
import type { Alarm } from '../alarm.ts';

/** A record with the index of its leaf. */
export interface WatchedLeaf {
  readonly leaf: number;
  readonly record: EvidenceRecord;
}

/** A rule about the records of a log, which sees each in the order of the leaves. */
export interface LogWatch {
  follow(leaf: WatchedLeaf): Alarm[];
}

export const epochMs = (time: string): number => Date.parse(time);
