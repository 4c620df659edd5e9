import { AppError } from '../core/index.ts';
import {
  type ChainEnd,
  type ChangedKeys,
  chainPlace,
  chainStart,
  type EvidenceRecord,
  endAfter,
  isTagOf,
  parseRecord,
  shelfOf,
} from '../log/index.ts';
import { isWanted } from './key-turn.ts';
import type { PendingRecord } from './outbox.ts';

/**
 * `tag`: none of our processes stated it. `form`: no record. `origin`: of another log. `place`: it is kept under another chain
 * or number than it says. `fork`: the chain went on otherwise. `hole`: a record before it is missing. `key`: it changes the key of the
 * log, and the key folder has no such change.
 */
export type RecordFault = 'tag' | 'form' | 'origin' | 'place' | 'fork' | 'hole' | 'key';

export interface RefusedRecord {
  readonly chain: string;
  readonly seq: number;
  readonly fault: RecordFault;
}

export interface JudgedRecords {
  readonly accepted: readonly PendingRecord[];
  /** The first one of each chain; what follows it there is not looked at. */
  readonly refused: readonly RefusedRecord[];
  /** Of the chains that grow. */
  readonly ends: ReadonlyMap<string, ChainEnd>;
}

export interface JudgeTerms {
  readonly origin: string;
  /** Of the logs before: what waited when this one was opened names the log that it was stated for. */
  readonly earlier?: readonly string[];
  /** The key of the tags. */
  readonly statementKey: Uint8Array;
  /** The change of the log's key that the key folder wants. */
  readonly change?: ChangedKeys;
}

/** Which of the records may become leaves behind these ends. A refused one stops its chain, and no other. */
export function judgeRecords(
  rows: readonly PendingRecord[],
  known: ReadonlyMap<string, ChainEnd>,
  terms: JudgeTerms,
): JudgedRecords {
  const accepted: PendingRecord[] = [];
  const refused = new Map<string, RefusedRecord>();
  const ends = new Map<string, ChainEnd>();
  for (const row of rows) {
    const { chain, seq, body } = row;
    if (refused.has(chain)) continue;
    const end = ends.get(chain) ?? known.get(chain) ?? chainStart;
    const fault = faultIn(row, end, terms);
    if (fault) {
      refused.set(chain, { chain, seq, fault });
    } else {
      accepted.push(row);
      const req = isRequestStep(row) ? seq : end.req;
      ends.set(chain, { ...endAfter(seq, body), ...(req !== undefined && { req }) });
    }
  }
  return { accepted, refused: [...refused.values()], ends };
}

/** Looks, orders and holds stand in the chain of a request, too. */
const isRequestStep = ({ chain, body }: PendingRecord): boolean =>
  chain.startsWith('req/') && parseRecord(body).type === 'req';

function faultIn(row: PendingRecord, end: ChainEnd, terms: JudgeTerms): RecordFault | undefined {
  if (!isTagOf(terms.statementKey, row.body, row.tag)) return 'tag';
  const record = recordIn(row.body);
  if (!record) return 'form';
  if (record.log !== terms.origin && !terms.earlier?.includes(record.log)) return 'origin';
  if (record.type === 'key' && !isWanted(record, terms.change)) return 'key';
  return faultOfPlace(row, record, end);
}

/** What is in no chain has its number from its row alone. */
function faultOfPlace(
  { chain, seq }: PendingRecord,
  record: EvidenceRecord,
  end: ChainEnd,
): RecordFault | undefined {
  const place = chainPlace(record);
  if (shelfOf(record) !== chain || (place && place.seq !== seq)) return 'place';
  if (seq > end.seq + 1) return 'hole';
  return seq <= end.seq || (place && place.prev !== end.digest) ? 'fork' : undefined;
}

function recordIn(body: Uint8Array): EvidenceRecord | undefined {
  try {
    return parseRecord(body);
  } catch (error) {
    if (error instanceof AppError && error.code === 'record-malformed') return undefined;
    throw error;
  }
}
