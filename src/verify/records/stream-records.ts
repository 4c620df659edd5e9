import type { RecordType } from '../../log/index.ts';
import { isShortened, isSignedFile } from '../as-listed.ts';
import {
  type BundleManifest,
  type CoveredStream,
  laterRecordsName,
  streamRecordsName,
} from '../manifest/index.ts';
import type { Verifying } from '../verifying.ts';
import { walkChain } from './chain-walk.ts';
import { ofType, type ProvedOf } from './kinds.ts';
import type { ProvedRecord, ProvingLog, RecordReader } from './proved-records.ts';

/** What a bundle has of the chain of a stream. */
export interface StreamRecords {
  readonly cam: string;
  readonly stream: 'main' | 'sub';
  readonly file: string;
  /** In the order of the chain. */
  readonly all: readonly ProvedRecord[];
  readonly segs: readonly ProvedOf<'seg'>[];
  /** False where the file is not the signed one: nothing else follows from its records. */
  readonly isSigned: boolean;
}

/** Reads the records of a stream; the numbers from the first to the last are whole, and as many as the manifest says. */
export async function streamRecords(
  verifying: Verifying,
  reader: RecordReader,
  {
    manifest,
    covered,
    log,
  }: {
    readonly manifest: BundleManifest;
    readonly covered: CoveredStream;
    readonly log: ProvingLog;
  },
): Promise<StreamRecords> {
  const { cam, stream } = covered;
  const [file, laterFile] = [streamRecordsName(cam, stream), laterRecordsName(cam, stream)];
  const main = await reader.read(file, log);
  const isSigned = await isSignedFile(verifying, manifest, file);
  const chain = `stream/${cam}/${stream}`;
  if (isSigned) {
    const end = walkChain(main, { chain, from: 'consecutive' }, verifying.findings);
    const later = await reader.read(laterFile, log);
    walkChain(later, { chain, from: 'later' }, verifying.findings, end);
    checkCounts(main, covered, verifying, file);
    const all = [...main, ...later];
    return { cam, stream, file, all, segs: ofType(all, 'seg'), isSigned };
  }
  if (isShortened(verifying, manifest, file)) tellHole(main, covered, verifying, file);
  return { cam, stream, file, all: main, segs: ofType(main, 'seg'), isSigned };
}

/** Lines that are gone are a hole, whatever else was done to the file. */
function tellHole(
  main: readonly ProvedRecord[],
  { first, last }: CoveredStream,
  { findings }: Verifying,
  file: string,
): void {
  const numbers = new Set(main.map(({ place }) => place?.seq));
  let seq = first;
  while (seq < last && numbers.has(seq)) seq += 1;
  findings.add('chain-hole', { file, record: seq, detail: { until: seq } });
}

function checkCounts(
  main: readonly ProvedRecord[],
  covered: CoveredStream,
  { findings }: Verifying,
  file: string,
): void {
  const count = (type: RecordType) => main.filter(({ record }) => record.type === type).length;
  const found = {
    first: main[0]?.place?.seq ?? 0,
    last: main.at(-1)?.place?.seq ?? 0,
    segs: count('seg'),
    gaps: count('gap'),
  };
  const wrong = (Object.keys(found) as (keyof typeof found)[]).find((name) => found[name] !== covered[name]);
  if (wrong) findings.add('coverage-differs', { file, detail: { member: wrong, found: found[wrong] } });
}
