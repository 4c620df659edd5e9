import { AppError, sha256Hex } from '../../core/index.ts';
import {
  type ChainPlace,
  chainPlace,
  type EvidenceRecord,
  leafHash,
  logNumberOf,
  maxLeafBytes,
  parseRecord,
  provesInclusion,
  type TreeHead,
} from '../../log/index.ts';
import type { Finding, Findings } from '../finding.ts';
import { proofsName } from '../manifest/index.ts';
import type { OpenedBundle } from '../zip/opened-bundle.ts';
import { isMalformedLines, linesOf } from './lines.ts';
import { maxProofBytes, parseProofLine } from './proof-line.ts';

/** A record of a file, and where it stands. */
export interface ProvedRecord {
  readonly record: EvidenceRecord;
  readonly place?: ChainPlace;
  /** SHA-256, hex, of its bytes. */
  readonly digest: string;
  /** Number of the log in which it is a leaf. */
  readonly log: number;
  /** Its leaf there; -1 where nothing proves one. */
  readonly index: number;
  /** It was stated for a log before, and waited when that one ended. */
  readonly waited: boolean;
  readonly file: string;
}

/** For all files of records together: memory holds that many. */
const maxRecords = 400_000;

/** The tree under which records are proved, and the log that they name. */
export interface ProvingLog extends TreeHead {
  readonly origin: string;
}

interface ReaderTerms {
  /** Logs that the newest one continues. */
  readonly ended?: readonly ProvingLog[];
  /** Records at most. */
  readonly most?: number;
}

/** Reads the records of a bundle, file by file, each with its proof. */
export class RecordReader {
  private count = 0;

  constructor(
    private readonly bundle: OpenedBundle,
    private readonly findings: Findings,
    private readonly terms: ReaderTerms = {},
  ) {}

  /** The records of a file in their order; none of a file that is not there. What is no record is a finding. */
  async read(file: string, log: ProvingLog): Promise<ProvedRecord[]> {
    if (!this.bundle.has(file)) return [];
    const proofs = this.proofLines(proofsName(file));
    const records: ProvedRecord[] = [];
    try {
      for await (const line of linesOf(this.bundle.content(file), maxLeafBytes)) {
        const proof = await nextLine(proofs);
        this.count += 1;
        if (this.count > (this.terms.most ?? maxRecords))
          throw new AppError('invalid', 'records-too-many', 'too many records');
        const record = this.readLine(line, proof, log, file);
        if (record) records.push(record);
      }
      if (await nextLine(proofs)) this.findings.add('record-not-proved', { file: proofsName(file) });
    } catch (error) {
      if (!isMalformed(error)) throw error;
      this.findings.add('file-malformed', { file });
    }
    return records;
  }

  /** The lines up to the first that is none: what stands behind it proves nothing. */
  private async *proofLines(file: string): AsyncGenerator<Uint8Array> {
    try {
      yield* linesOf(this.bundle.content(file), maxProofBytes);
    } catch (error) {
      if (!isMalformedLines(error)) throw error;
      this.findings.add('record-not-proved', { file });
    }
  }

  private readLine(
    line: Uint8Array,
    proofLine: Uint8Array | undefined,
    log: ProvingLog,
    file: string,
  ): ProvedRecord | undefined {
    const record = recordIn(line);
    if (!record) {
      this.findings.add('record-malformed', { file, detail: { line: this.count } });
      return undefined;
    }
    const place = chainPlace(record);
    const at: Omit<Finding, 'code' | 'what'> = { file, ...(place && { record: place.seq }) };
    const proof = proofLine && parseProofLine(proofLine);
    const proving = proof && [log, ...this.ended].find(({ origin }) => logNumberOf(origin) === proof.log);
    const isProved =
      proving && provesInclusion(proof.proof, { index: proof.index, hash: leafHash(line) }, proving);
    if (!isProved) this.findings.add('record-not-proved', at);
    const waited = this.isEndedBefore(record.log, proving ?? log);
    if (!waited && record.log !== (proving ?? log).origin) this.findings.add('log-of-another', at);
    return {
      record,
      ...(place && { place }),
      digest: sha256Hex(line),
      log: logNumberOf((proving ?? log).origin),
      index: isProved ? proof.index : -1,
      waited,
      file,
    };
  }

  private get ended(): readonly ProvingLog[] {
    return this.terms.ended ?? [];
  }

  private isEndedBefore = (name: string, log: ProvingLog): boolean =>
    this.ended.some(({ origin }) => origin === name && logNumberOf(origin) < logNumberOf(log.origin));
}

const nextLine = async (lines: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> => {
  const next = await lines.next();
  return next.done ? undefined : next.value;
};

function recordIn(line: Uint8Array): EvidenceRecord | undefined {
  try {
    return parseRecord(line);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'invalid') return undefined;
    throw error;
  }
}

const isMalformed = (error: unknown): boolean =>
  isMalformedLines(error) || (error instanceof AppError && error.code === 'records-too-many');
