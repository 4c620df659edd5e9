import { AppError, type Clock, type SiteId } from '../../core/index.ts';
import type { CommonFields, NoteKey, VerifierKey } from '../../log/index.ts';
import type { Export } from '../export.ts';
import { type AttestedLog, attestedLog } from '../sealed/attested-log.ts';
import { awaitSeal, type SealWait } from '../sealed/await-seal.ts';
import { type CollectedRecords, chainsOf, collectRecords } from '../sealed/collected-records.ts';
import type { ExportedStream, RecordPlaces } from '../sealed/record-places.ts';
import { recordOf } from '../sealed/sealed-chain.ts';
import type { SealedLog } from '../sealed/sealed-log.ts';
import type { ExportRepository } from './export-repository.ts';
import type { ExportPlan, ExportSubject } from './plan-export.ts';

/** What signs an export, and proves what it holds. */
export interface SealingDeps extends SealWait {
  readonly exports: ExportRepository;
  readonly places: RecordPlaces;
  /** Whether everything that an earlier version left at a site has its record. Errors: those of the store. */
  readonly isAdopted: (site: SiteId) => Promise<boolean>;
  /** The stored log under its newest checkpoint. Errors: those of `SealedLog.open`. */
  readonly openLog: () => Promise<SealedLog>;
  /** The public key of the log, from the key folder. Errors: `unavailable` `seal-pending` before there is one. */
  readonly logKey: () => Promise<VerifierKey>;
  /** Signs manifests; made at its first use. */
  readonly exportKey: () => Promise<NoteKey>;
  /** The program that builds. */
  readonly by: CommonFields['by'];
  readonly clock: Clock;
}

/**
 * The log, when it has sealed all that the catalogue says of the export now, and who saw that; `undefined` where footage of an earlier version has no
 * records yet. Errors: `unavailable` `seal-pending`.
 */
export async function sealedForExport(
  deps: SealingDeps,
  { id, requestId }: Pick<Export, 'id' | 'requestId'>,
  { cameraIds, range }: ExportSubject,
): Promise<AttestedLog | undefined> {
  const streams = await deps.places.streams(cameraIds);
  if (!(await areAdopted(deps, streams)) && !(await deps.places.areRecorded(cameraIds, range)))
    return undefined;
  await sealedNow(deps, id, chainsOf({ requestId, streams }));
  return attestedLog(deps, await deps.openLog());
}

/** Then a row without a record is none of ours, and the bundle is signed without it. */
async function areAdopted({ isAdopted }: SealingDeps, streams: readonly ExportedStream[]): Promise<boolean> {
  const sites = new Set(streams.map(({ siteId }) => siteId));
  const are = await Promise.all([...sites].map(isAdopted));
  return are.every(Boolean);
}

/** Waits for the signer; a wait that was in vain is told to who asks for the export. */
export async function sealedNow(
  deps: SealingDeps,
  id: Export['id'],
  chains: readonly string[],
): Promise<void> {
  const { exports, clock } = deps;
  try {
    await awaitSeal(deps, chains);
    await exports.noteSealAwaited(id, undefined);
  } catch (error) {
    if (error instanceof AppError && error.code === 'seal-pending')
      await exports.noteSealAwaited(id, clock.nowMs());
    throw error;
  }
}

interface Recorded {
  readonly found: Pick<Export, 'id' | 'requestId'>;
  readonly subject: ExportSubject;
  readonly plan: ExportPlan;
}

/** The records of an export; `undefined` where its request or order has none, as of an earlier version. */
export async function recordsOfExport(
  { places, exportKey }: SealingDeps,
  log: SealedLog,
  { found: { id, requestId }, subject: { cameraIds, range }, plan }: Recorded,
): Promise<CollectedRecords | undefined> {
  const streams: ExportedStream[] = await places.streams(cameraIds);
  const segments = plan.originals.map(({ segment }) => segment);
  const collected = { requestId, cameraIds: [...cameraIds].sort(), range, streams, segments };
  const keys = { log: log.key, export: (await exportKey()).verifier };
  const records = await collectRecords(log, places, { subject: collected, keys });
  const orderedAt = records.custody.find((each) => recordOf(each, 'ord')?.exp === id)?.seq ?? 0;
  return records.custody.some((each) => recordOf(each, 'req') && each.seq < orderedAt) ? records : undefined;
}
