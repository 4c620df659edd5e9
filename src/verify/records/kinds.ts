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

export const msOf = (time: string): number => Date.parse(time);
