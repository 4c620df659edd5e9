import { canonicalJson } from '../../../src/core/index.ts';
import { chainPlace, type EvidenceRecord, parseRecord } from '../../../src/log/index.ts';
import { testExportKey, testLogKey } from '../../support/export-sealing.ts';
import { type Cam, cams, type RealExport, witness, witnessedMs as witnessSawMs } from './real-export.ts';
import { asTestKey, type PlannedBody, type PlannedFact, type TestKey, TestLog } from './test-log.ts';

export const iso = (ms: number): string => new Date(ms).toISOString();

/** What the service logged until the export, or what an insider with all keys made of it. */
export interface Evidence {
  readonly real: RealExport;
  readonly log: TestLog;
  readonly exportKey: TestKey;
  /** The tree of the bundle’s checkpoint. */
  readonly size: number;
  readonly checkpoint: Uint8Array;
}

/** Changes what is stated, before it is logged: what only an insider, or the world itself, can do. */
export type ChangeFacts = (facts: readonly PlannedFact[]) => readonly PlannedFact[];

export interface EvidenceTerms {
  readonly change?: ChangeFacts;
  readonly witnessedMs?: number | null;
  /** That signs the log when the bundle is made. */
  readonly logKey?: TestKey;
}

/** Logs anew what the log of a real export holds, as changed. Without a change it is the same log, leaf for leaf. */
export function evidenceOf(
  real: RealExport,
  { change = (facts) => facts, witnessedMs, logKey = asTestKey(testLogKey) }: EvidenceTerms = {},
): Evidence {
  const log = new TestLog(logKey, witness);
  log.append(change(factsOf(real)));
  const head = log.head();
  const checkpoint = log.checkpoint(head, witnessedMs === null ? undefined : (witnessedMs ?? witnessSawMs));
  return { real, log, exportKey: asTestKey(testExportKey), size: head.size, checkpoint };
}

/** All records until the export was planned, in their order. */
const factsOf = (real: RealExport): PlannedFact[] =>
  real.leaves.slice(0, real.manifest.log.size).map((leaf) => factOf(real, parseRecord(leaf)));

function factOf(real: RealExport, record: EvidenceRecord): PlannedFact {
  const body = JSON.parse(canonicalJson(record)) as Record<string, unknown>;
  if (chainPlace(record)) for (const member of ['seq', 'prev', 'rseq', 'rprev']) delete body[member];
  return { name: nameOf(real, record), atMs: Date.parse(record.at), body: body as PlannedBody };
}

/** `stream/a/3`, `cam/b/1`, `pic/c/2`; `custody/4` of the request that was exported; the chain and the number of others. */
function nameOf(real: RealExport, record: EvidenceRecord): string {
  if (record.type === 'pic') return `pic/${letterOf(real, record.cam)}/${record.seq}`;
  const { chain, seq } = chainPlace(record) ?? { chain: record.type, seq: 0 };
  const [subject = '', id = ''] = chain.split('/');
  if (subject === 'stream' || subject === 'cam') return `${subject}/${letterOf(real, id)}/${seq}`;
  return id === real.manifest.request.id ? `custody/${seq}` : `${chain}/${seq}`;
}

export const letterOf = ({ ids }: RealExport, id: string): Cam | undefined =>
  cams.find((cam) => ids[cam] === id);
