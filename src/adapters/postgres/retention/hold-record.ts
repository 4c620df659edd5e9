import { formatInstant } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { type Fact, wordsDigest } from '../../../log/index.ts';
import type { Hold } from '../../../retention/index.ts';
import { actedBy, type RecordWords } from '../custody/acted.ts';

type HoldFact = Extract<Fact, { type: 'hold' }>;
type HoldMembers = Omit<HoldFact, 'act' | 'actor' | 'role' | 'token' | 'at' | 'adopted'>;

/** The record of a hold that was placed or prolonged, as it is afterwards. */
export const holdFact = (
  hold: Hold,
  act: HoldFact['act'],
  event: CustodyEvent,
  words: RecordWords,
): Fact => ({
  ...holdMembers(hold, words),
  ...actedBy(event, words.nameOf),
  act,
});

/** The members that the newest record of the open hold has under this salt. */
export const holdMembers = (
  { id, requestId, ownerId, createdAtMs, caseNumber, reason, cameraIds, range, reviewAtMs }: Hold,
  { salt, nameOf }: RecordWords,
): HoldMembers => ({
  type: 'hold',
  hold: id,
  ...(requestId && { req: requestId }),
  owner: nameOf(ownerId),
  created: formatInstant(createdAtMs),
  case: caseNumber,
  reason: wordsDigest(salt, reason),
  cams: [...cameraIds].sort(),
  t0: formatInstant(range.fromMs),
  t1: formatInstant(range.toMs),
  review: formatInstant(reviewAtMs),
});

/** The record of a hold that ended. */
export const releaseFact = (
  { id, requestId }: Pick<Hold, 'id' | 'requestId'>,
  reason: string,
  event: CustodyEvent,
  { salt, nameOf }: RecordWords,
): Fact => ({
  type: 'release',
  hold: id,
  ...(requestId && { req: requestId }),
  reason: wordsDigest(salt, reason),
  ...actedBy(event, nameOf),
});
