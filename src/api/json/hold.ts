import { formatInstant } from '../../core/index.ts';
import type { Hold } from '../../retention/index.ts';
import type { HoldJson } from '../schemas/hold.ts';
import type { People } from './people.ts';
import { rangeJson } from './time.ts';

export const holdJson = (each: Hold, people: People, nowMs: number): HoldJson => ({
  ...{ id: each.id, cameras: [...each.cameraIds], ...rangeJson(each.range) },
  ...{ caseNumber: each.caseNumber, reason: each.reason, owner: people(each.ownerId) },
  requestId: each.requestId,
  reviewAt: formatInstant(each.reviewAtMs),
  createdAt: formatInstant(each.createdAtMs),
  isReviewDue: each.release === undefined && each.reviewAtMs <= nowMs,
  ...(each.release && {
    release: {
      at: formatInstant(each.release.atMs),
      by: people(each.release.byId),
      reason: each.release.reason,
    },
  }),
});
