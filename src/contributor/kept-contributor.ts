import type { Sealer } from '../camera/index.ts';
import { type CameraId, type ContributorId, newId } from '../core/index.ts';
import type {
  Contribution,
  ContributionRepository,
  ContributorForm,
  ContributorIdentity,
  SealedContribution,
} from './contributor.ts';

export interface ContributorTools {
  readonly ledger: ContributionRepository;
  /** Of contributors' identities. */
  readonly contributors: Sealer;
}

export interface PaidCamera {
  readonly cameraId: CameraId;
  readonly nowMs: number;
  /** Given by an import, which knows it before: kept once, however often it is tried. */
  readonly id?: ContributorId;
}

/** Keeps who paid for a camera; the name is sealed at once. Errors: `camera-not-found`. */
export async function keepContributor(
  { ledger, contributors }: ContributorTools,
  { cameraId, nowMs, id = newId('contributor', nowMs) }: PaidCamera,
  { identity, ...counted }: ContributorForm,
): Promise<ContributorId> {
  const sealed = contributors.seal(JSON.stringify(identity), id);
  await ledger.add({ ...counted, id, cameraId, sealed, createdAtMs: nowMs });
  return id;
}

/** Who paid for a camera, in clear: after a record of the access, and to nobody else. */
export async function contributorsOf(
  { ledger, contributors }: ContributorTools,
  cameraId: CameraId,
): Promise<(Contribution & ContributorIdentity)[]> {
  const kept = await ledger.ofCamera(cameraId);
  return kept.map(({ sealed, ...contribution }: SealedContribution) => ({
    ...contribution,
    // Written by `keepContributor` and nobody else.
    ...(JSON.parse(contributors.open(sealed, contribution.id)) as ContributorIdentity),
  }));
}
