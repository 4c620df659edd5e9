import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { UserId } from '../../../core/index.ts';
import {
  type Actor,
  type ChainHead,
  type ChainLink,
  type CustodyFilter,
  type CustodyRepository,
  custodyEvent,
  genesis,
  type KnownStrand,
  type LookingFilter,
  type LookingSession,
  type Pseudonym,
  type SignedStrand,
  type StoredEvent,
} from '../../../custody/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';
import { appendCustody } from './append.ts';
import { readEventsAfter, readStated, readStrands } from './event-proofs.ts';
import { isOfFile } from './file-digest.ts';
import { readSessions } from './looking-sessions.ts';
import { readSessionEvents } from './session-events.ts';

export class PostgresCustodyRepository implements CustodyRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  async head(): Promise<ChainHead> {
    const newest = this.db.selectFrom('custody_event').select(['seq', 'sha256']).orderBy('seq', 'desc');
    return (await onCatalogue(() => newest.limit(1).executeTakeFirst())) ?? genesis;
  }

  olderEnd(): Promise<ChainHead> {
    return onCatalogue(() =>
      this.db.selectFrom('custody_head').select(['seq', 'sha256']).executeTakeFirstOrThrow(),
    );
  }

  eventsAfter(seq: number, limit: number): Promise<StoredEvent[]> {
    return onCatalogue(() => readEventsAfter(this.db, seq, limit));
  }

  stated(): Promise<ReadonlyMap<number, number>> {
    return onCatalogue(() => readStated(this.db));
  }

  strands(signed: ReadonlyMap<number, SignedStrand>): Promise<KnownStrand[]> {
    return onCatalogue(() => readStrands(this.db, signed));
  }

  async search(
    filter: CustodyFilter,
    { beforeSeq, limit }: { readonly beforeSeq?: number; readonly limit: number },
  ): Promise<ChainLink[]> {
    const found = narrowed(this.links(), filter).orderBy('seq', 'desc').limit(limit);
    const page = beforeSeq === undefined ? found : found.where('seq', '<', beforeSeq);
    return (await onCatalogue(() => page.execute())).map(linkOf);
  }

  sessions(
    filter: LookingFilter,
    page: Parameters<CustodyRepository['sessions']>[1],
  ): Promise<LookingSession[]> {
    return onCatalogue(() => readSessions(this.db, filter, page));
  }

  sessionEvents(
    id: string,
    page: { readonly after?: number; readonly limit: number },
  ): Promise<ChainLink[] | undefined> {
    return onCatalogue(async () => (await readSessionEvents(this.db, id, page))?.map(linkOf));
  }

  async pseudonyms(): Promise<ReadonlyMap<UserId, Pseudonym>> {
    const rows = await onCatalogue(() => this.db.selectFrom('actor_pseudonym').selectAll().execute());
    return new Map(rows.map(({ user_id, pseudonym }) => [user_id, pseudonym]));
  }

  openActor(pseudonym: Pseudonym, by: Actor, reason: string): Promise<UserId | undefined> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const named = trx.selectFrom('actor_pseudonym').select('user_id').where('pseudonym', '=', pseudonym);
        const { user_id: subject } = (await named.executeTakeFirst()) ?? {};
        if (!subject) return undefined;
        await appendCustody(
          { trx, scribe: this.scribe },
          custodyEvent(by, 'actor-opened', { subject, detail: { reason } }),
        );
        return subject;
      }),
    );
  }

  private links() {
    return this.db.selectFrom('custody_event').select(['seq', 'body', 'prev_sha256', 'sha256']);
  }
}

type Links = SelectQueryBuilder<Tables, 'custody_event', Link>;
type Link = Pick<Selectable<Tables['custody_event']>, 'seq' | 'body' | 'prev_sha256' | 'sha256'>;

function narrowed(
  links: Links,
  { during = {}, actor, requestIds, cameraIds, events, fileDigest, opening }: CustodyFilter,
): Links {
  let found = links;
  if (during.fromMs !== undefined) found = found.where('at_ms', '>=', during.fromMs);
  if (during.toMs !== undefined) found = found.where('at_ms', '<', during.toMs);
  if (actor !== undefined) found = found.where('actor', '=', actor as Pseudonym);
  if (requestIds !== undefined) found = found.where(sql<boolean>`request_id = any(${requestIds}::text[])`);
  if (cameraIds !== undefined) found = found.where(sql<boolean>`camera_id = any(${cameraIds}::text[])`);
  if (events !== undefined) found = found.where('event', 'in', [...events]);
  if (fileDigest !== undefined) found = found.where(isOfFile('custody_event', fileDigest));
  if (opening !== undefined) {
    found = found.where('from_ms', '<', opening.toMs).where('to_ms', '>', opening.fromMs);
  }
  return found;
}

const linkOf = ({ seq, body, prev_sha256: prevSha256, sha256 }: Link): ChainLink => ({
  seq,
  body,
  prevSha256,
  sha256,
});
