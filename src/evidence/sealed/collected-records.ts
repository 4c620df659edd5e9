import type { CameraId, RequestId, SiteId, TimeRange } from '../../core/index.ts';
import type { StoredSegment } from '../../footage/index.ts';
import type { VerifierKey } from '../../log/index.ts';
import {
  cameraRecordsName,
  checkpointName,
  custodyName,
  laterRecordsName,
  pictureRecordsName,
  siteRecordsName,
  streamRecordsName,
} from '../../verify/index.ts';
import { type EvdFile, recordFiles } from '../evd/index.ts';
import { cameraWindow, siteWindow, streamWindow } from './chain-windows.ts';
import { endedLogFiles } from './ended-log-files.ts';
import { keyFiles } from './key-files.ts';
import { type SealedPicture, sealedPictures } from './pictures.ts';
import { type ExportedStream, type RecordPlaces, requestChain } from './record-places.ts';
import { type ChainRecord, SealedChain } from './sealed-chain.ts';
import type { SealedLog } from './sealed-log.ts';

/** What an export takes, of which the log tells. */
export interface CollectedSubject {
  readonly requestId: RequestId;
  readonly cameraIds: readonly CameraId[];
  readonly range: TimeRange;
  readonly streams: readonly ExportedStream[];
  readonly segments: readonly StoredSegment[];
}

/** The keys in use. */
export interface KeysInUse {
  readonly log: VerifierKey;
  readonly export: VerifierKey;
}

/** The files of records, proved under one checkpoint, and what they say of the footage. */
export interface CollectedRecords {
  readonly files: readonly EvdFile[];
  readonly custody: readonly ChainRecord[];
  /** All of the streams, for who compares rows with them. */
  readonly ofStreams: readonly ChainRecord[];
  readonly pictures: readonly SealedPicture[];
}

/** Collects every record that a bundle needs. Memory: these records. Errors: those of `SealedLog` and `RecordPlaces`. */
export async function collectRecords(
  log: SealedLog,
  places: RecordPlaces,
  { subject, keys }: { readonly subject: CollectedSubject; readonly keys: KeysInUse },
): Promise<CollectedRecords> {
  const collecting = new Collecting(log, places, subject);
  await collecting.endedLogs();
  await collecting.keys(keys);
  const custody = await collecting.custody();
  for (const stream of subject.streams) await collecting.stream(stream);
  for (const cam of subject.cameraIds) await collecting.camera(cam);
  const fromMs = Math.min(subject.range.fromMs, ...custody.map(({ record }) => Date.parse(record.at)));
  for (const site of new Set(subject.streams.map(({ siteId }) => siteId)))
    await collecting.site(site, fromMs);
  const { files, ofStreams, pictures } = collecting;
  return { files, custody, ofStreams, pictures };
}

class Collecting {
  readonly files: EvdFile[] = [];
  readonly ofStreams: ChainRecord[] = [];
  readonly pictures: SealedPicture[] = [];

  constructor(
    private readonly log: SealedLog,
    private readonly places: RecordPlaces,
    private readonly subject: CollectedSubject,
  ) {
    this.files.push({ path: checkpointName, content: log.note });
  }

  /** How the logs before ended. */
  async endedLogs(): Promise<void> {
    this.files.push(...(await endedLogFiles(this.log)));
  }

  /** The keys in use, and all changes that led to them. */
  async keys(keys: KeysInUse): Promise<void> {
    for (const use of ['log', 'export'] as const) {
      this.files.push(...(await keyFiles(this.log, this.places, { use, key: keys[use] })));
    }
  }

  async custody(): Promise<ChainRecord[]> {
    const records = await this.whole(requestChain(this.subject.requestId));
    this.put(custodyName, records);
    return records;
  }

  async stream(stream: ExportedStream): Promise<void> {
    const { cameraId, role } = stream;
    const { range } = this.subject;
    const segments = this.subject.segments.filter((each) => isOf(each, stream));
    const known = await knownOf(this.places, stream, range, segments);
    const { whole, later } = await streamWindow(await this.chain(`stream/${cameraId}/${role}`), range, known);
    this.put(streamRecordsName(cameraId, role), whole);
    this.put(laterRecordsName(cameraId, role), later);
    this.ofStreams.push(...whole, ...later);
    const shelf = await this.chain(`pic/${cameraId}/${role}`);
    this.pictures.push(...(await sealedPictures(shelf, range, segments)));
  }

  async camera(cam: CameraId): Promise<void> {
    this.put(cameraRecordsName(cam), await cameraWindow(await this.chain(`cam/${cam}`), this.subject.range));
    const own = this.pictures.filter(({ segment }) => segment.cameraId === cam);
    const records = own.map(({ record }) => record).sort((a, b) => a.log - b.log || a.index - b.index);
    this.put(pictureRecordsName(cam), records);
  }

  async site(site: SiteId, fromMs: number): Promise<void> {
    this.put(siteRecordsName(site), await siteWindow(await this.chain(`site/${site}`), fromMs));
  }

  private put(path: string, records: readonly ChainRecord[]): void {
    if (records.length > 0) this.files.push(...recordFiles(path, records));
  }

  private async whole(name: string): Promise<ChainRecord[]> {
    const chain = await this.chain(name);
    return chain.read(1, chain.last);
  }

  private chain = (name: string): Promise<SealedChain> => SealedChain.open(this.log, this.places, name);
}

const isOf = ({ cameraId, record }: StoredSegment, stream: ExportedStream): boolean =>
  cameraId === stream.cameraId && record?.stream === stream.role;

async function knownOf(
  places: RecordPlaces,
  stream: ExportedStream,
  range: TimeRange,
  segments: readonly StoredSegment[],
) {
  return {
    segments: segments.flatMap(({ record }) => record?.seq ?? []),
    gapsStated: await places.gapsStated(stream, range),
    deletionsStated: await places.deletionsStated(range),
  };
}

/** The chains that tell of what an export takes. */
export const chainsOf = ({
  requestId,
  streams,
}: Pick<CollectedSubject, 'requestId' | 'streams'>): string[] => [
  requestChain(requestId),
  ...streams.flatMap(({ cameraId, role, siteId }) => [
    `stream/${cameraId}/${role}`,
    `pic/${cameraId}/${role}`,
    `cam/${cameraId}`,
    `site/${siteId}`,
  ]),
];
