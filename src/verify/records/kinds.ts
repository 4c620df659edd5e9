import type { EvidenceRecord, RecordType } from '../../log/index.ts';
import type { ProvedRecord } from './proved-records.ts';

/** A record of one type. */
export type RecordOf<T extends RecordType> = Extract<EvidenceRecord, { readonly type: T }>;

/** A read record whose type is known. */
export interface ProvedOf<T extends RecordType> extends ProvedRecord {
  readonly record: RecordOf<T>;
}

export const ofType = <T extends RecordType>(records: readonly ProvedRecord[], type: T): ProvedOf<T>[] =>
  records.filter((each): each is ProvedOf<T> => each.record.type === type);

/** What orders leaves. */
export type LeafOrder = Pick<ProvedRecord, 'log' | 'index'>;

/** The order of leaves, those of logs before first. */
export const byLeaf = (a: LeafOrder, b: LeafOrder): number => a.log - b.log || a.index - b.index;

export const msOf = (time: string): number => Date.parse(time);
