import { canonicalJson, formatInstant, sha256Hex } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type { EvidenceRecord, Fact } from '../../../log/index.ts';
import type { FootageCount, PolicyVersion } from '../../../retention/index.ts';
import { actedBy, type RecordWords } from '../custody/acted.ts';

type PolicyRecord = Extract<EvidenceRecord, { type: 'pol' }>;
type PolicyMembers = Pick<
  PolicyRecord,
  'type' | 'at' | 'actor' | 'version' | 'cause' | 'sha256' | 'shortened'
>;

/** The record of a version that a person sets. */
export const policyFact = (
  version: PolicyVersion,
  event: CustodyEvent,
  nameOf: RecordWords['nameOf'],
): Fact => ({
  ...policyMembers(version, { nameOf, countsFrom: countsFromOf(event) }),
  ...actedBy(event, nameOf),
});

/**
 * The members that the record of the version has: row and record say the same, or one was changed. `countsFrom`: of what it
 * shortens, which no row says; a checker takes it from the record.
 */
export const policyMembers = (
  { version, cause, policy, shortened, setAtMs, setById }: PolicyVersion,
  { nameOf, countsFrom }: Pick<RecordWords, 'nameOf'> & { readonly countsFrom: string },
): PolicyMembers => ({
  type: 'pol',
  at: formatInstant(setAtMs),
  ...(setById && { actor: nameOf(setById) }),
  version,
  cause,
  ...(policy && { sha256: sha256Hex(Buffer.from(canonicalJson(policy), 'utf8')) }),
  ...(shortened && { shortened: shortenedMember(shortened, countsFrom) }),
});

/** Estimates are rounded. */
export const shortenedMember = (
  { segments, cameras, durationMs, sizeBytes }: FootageCount,
  from: string,
): NonNullable<PolicyRecord['shortened']> => ({
  from,
  segs: segments,
  cams: cameras,
  ms: Math.round(durationMs),
  bytes: Math.round(sizeBytes),
});

/** From when on footage expires sooner, as the event of a shortening says it. */
export const countsFromOf = ({ atMs, detail }: Pick<CustodyEvent, 'atMs' | 'detail'>): string =>
  String(detail?.countsFrom ?? formatInstant(atMs));
