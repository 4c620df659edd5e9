import { AppError, type CameraId, type SiteId, unavailable } from '../../core/index.ts';
import {
  cameraRecordsName,
  checkpointName,
  laterRecordsName,
  maxAnswerRecords,
  siteRecordsName,
  statementName,
  streamRecordsName,
  timestampName,
} from '../../verify/index.ts';
import { type EvdFile, recordFiles } from '../evd/index.ts';
import { attestedLog } from '../sealed/attested-log.ts';
import { awaitSeal, type SealWait } from '../sealed/await-seal.ts';
import { cameraWindow, siteWindow, streamWindow } from '../sealed/chain-windows.ts';
import { endedLogFiles } from '../sealed/ended-log-files.ts';
import { keyFiles } from '../sealed/key-files.ts';
import type { ExportedStream, RecordPlaces } from '../sealed/record-places.ts';
import { type ChainRecord, SealedChain } from '../sealed/sealed-chain.ts';
import type { SealedLog } from '../sealed/sealed-log.ts';
import { wholeZip } from '../zip/whole-zip.ts';
import type { NegativeAnswer } from './negative-answer.ts';

/** What reads the log that proves an answer. */
export interface AnswerProving extends SealWait {
  readonly places: RecordPlaces;
  /** Whether everything that an earlier version left at a site has its record. */
  readonly isAdopted: (site: SiteId) => Promise<boolean>;
  readonly openLog: () => Promise<SealedLog>;
}

/**
 * A ZIP of the statement and the records that bear it out, each with its proof under the newest checkpoint; `minhchung verify` reads it.
 * Memory: these records. Errors: `unavailable` `seal-pending`; `conflict` `proof-too-long`; those of `SealedLog`.
 */
export async function negativeProof(tools: AnswerProving, answer: NegativeAnswer): Promise<Uint8Array> {
  const { statement } = answer;
  const streams = await tools.places.streams(statement.cameras.map(({ id }) => id));
  await refuseUnrecorded(tools, answer, streams);
  await awaitSeal(tools, chainsOf(answer, streams));
  const { log, files } = await attestedLog(tools, await tools.openLog());
  const proof = new Proof(log, tools.places, answer);
  for (const stream of streams) await proof.stream(stream);
  for (const { id } of statement.cameras) await proof.camera(id);
  for (const { id } of statement.outer) await proof.outerCamera(id);
  for (const site of sitesOf(answer, streams)) await proof.site(site);
  const tokens = files.filter(({ path }) => path === timestampName);
  return wholeZip(await proof.files(tokens), statement.statedAtMs);
}

/** Rows of an earlier version get their records in the background. */
async function refuseUnrecorded(
  { isAdopted, places }: AnswerProving,
  { statement: { cameras, asked } }: NegativeAnswer,
  streams: readonly ExportedStream[],
): Promise<void> {
  const are = await Promise.all([...new Set(streams.map(({ siteId }) => siteId))].map(isAdopted));
  const ids = cameras.map(({ id }) => id);
  if (are.every(Boolean) || (await places.areRecorded(ids, asked.range))) return;
  throw unavailable('seal-pending', 'what an earlier version left has no records yet');
}

const sitesOf = ({ record }: NegativeAnswer, streams: readonly ExportedStream[]): Set<string> =>
  new Set([record.chain.replace(/^site\//, ''), ...streams.map(({ siteId }) => siteId)]);

const chainsOf = (answer: NegativeAnswer, streams: readonly ExportedStream[]): string[] => [
  ...[...sitesOf(answer, streams)].map((site) => `site/${site}`),
  ...streams.map(({ cameraId, role }) => `stream/${cameraId}/${role}`),
  ...[...answer.statement.cameras, ...answer.statement.outer].map(({ id }) => `cam/${id}`),
];

class Proof {
  private readonly records: EvdFile[] = [];
  private count = 0;

  constructor(
    private readonly log: SealedLog,
    private readonly places: RecordPlaces,
    private readonly answer: NegativeAnswer,
  ) {}

  /** From the last record before the time asked for to the first one after it, and deletions behind. */
  async stream(stream: ExportedStream): Promise<void> {
    const { cameraId, role } = stream;
    const { range } = this.answer.statement.asked;
    const chain = await this.chain(`stream/${cameraId}/${role}`);
    this.refuseMore((await chain.since(range.toMs)) - (await chain.since(range.fromMs)));
    const { whole, later } = await streamWindow(chain, range, {
      segments: [],
      gapsStated: await this.places.gapsStated(stream, range),
      deletionsStated: await this.places.deletionsStated(range),
    });
    this.put(streamRecordsName(cameraId, role), whole);
    this.put(laterRecordsName(cameraId, role), later);
  }

  /** As it was then, and until the answer. */
  async camera(id: CameraId): Promise<void> {
    const { asked, statedAtMs } = this.answer.statement;
    const chain = await this.chain(`cam/${id}`);
    const window = { fromMs: asked.range.fromMs, toMs: statedAtMs + 1 };
    this.put(cameraRecordsName(id), await cameraWindow(chain, window));
  }

  /** Where it stood when the answer was given. */
  async outerCamera(id: CameraId): Promise<void> {
    const chain = await this.chain(`cam/${id}`);
    const next = await chain.since(this.answer.statement.statedAtMs + 1);
    const state = await chain.lastBefore(next - 1, ({ type }) => type === 'cam');
    this.put(cameraRecordsName(id), state ? [state] : []);
  }

  /** The answer's own record is among them; steps of the clock explain the times of all others. */
  async site(site: string): Promise<void> {
    const chain = await this.chain(`site/${site}`);
    const { fromMs } = this.answer.statement.asked.range;
    this.refuseMore(chain.last - (await chain.since(fromMs)));
    this.put(siteRecordsName(site), await siteWindow(chain, fromMs));
  }

  /** What was stated comes first. */
  async files(tokens: readonly EvdFile[]): Promise<EvdFile[]> {
    const { log } = this;
    return [
      { path: statementName, content: Buffer.from(this.answer.document) },
      { path: checkpointName, content: log.note },
      ...tokens,
      ...(await endedLogFiles(log)),
      ...(await keyFiles(log, this.places, { use: 'log', key: log.key })),
      ...this.records.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    ];
  }

  private put(path: string, records: readonly ChainRecord[]): void {
    this.refuseMore(records.length);
    this.count += records.length;
    if (records.length > 0) this.records.push(...recordFiles(path, records));
  }

  private refuseMore(count: number): void {
    if (this.count + count <= maxAnswerRecords) return;
    throw new AppError(
      'conflict',
      'proof-too-long',
      `More than ${maxAnswerRecords} records tell of that time: ask for a smaller area or a shorter time.`,
    );
  }

  private chain = (name: string): Promise<SealedChain> => SealedChain.open(this.log, this.places, name);
}
