import type { Branded } from '../core/ids.ts';
import { AppError, canonicalJson, isId } from '../core/index.ts';
import type { CustodyEvent } from './custody-event.ts';

/** The name of a user in the log. */
export type Pseudonym = Branded<'pseudonym'>;

/**
 * The bytes of an event that are hashed: RFC 8785 JSON, integers and strings only, times in UTC milliseconds, users as
 * pseudonyms. Errors: `internal` `custody-detail-names-user`, a defect: a detail would join pseudonym and user.
 */
export function bodyOfEvent(event: CustodyEvent, actor?: Pseudonym, subject?: Pseudonym): string {
  const { id, atMs, actorRole, tokenId, event: name, requestId, cameraId, range, detail } = event;
  if (Object.values(detail ?? {}).some(namesUser)) {
    throw new AppError('internal', 'custody-detail-names-user', `a detail of ${name} names a user`);
  }
  return canonicalJson({
    v: 1,
    id,
    atMs,
    actor,
    role: actorRole,
    tokenId,
    event: name,
    subject,
    requestId,
    cameraId,
    fromMs: range?.fromMs,
    toMs: range?.toMs,
    detail,
  });
}

const namesUser = (value: string | number): boolean => typeof value === 'string' && isId('user', value);
