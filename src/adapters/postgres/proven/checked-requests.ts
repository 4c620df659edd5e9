import { sql } from 'kysely';
import type { CheckedRequest, CheckedRequests, FootageRequest } from '../../../access/index.ts';
import { type RequestId, type UserId, unavailable } from '../../../core/index.ts';
import type { Pseudonym } from '../../../custody/index.ts';
import type { LeafAt } from '../../../log/index.ts';
import type { NewestRequests, WaitingRecord } from '../../../proven/index.ts';
import { differingMember, usersOfRequest } from '../access/request-record.ts';
import { cameraIdsOfRequest, requestFromRow } from '../access/request-rows.ts';
import { namedBy } from '../custody/acted.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { AlteredFacts } from './altered-facts.ts';
import { KnownPseudonyms } from './known-pseudonyms.ts';

/** A lawful step may come between the reading of a row and that of the signed end. */
const tries = 3;

/** Compares requests with their newest records, as they are used. */
export class PostgresCheckedRequests implements CheckedRequests {
  private readonly pseudonyms: KnownPseudonyms;

  constructor(
    private readonly db: Database,
    private readonly newest: NewestRequests,
    private readonly altered: AlteredFacts,
  ) {
    this.pseudonyms = new KnownPseudonyms(db);
  }

  async byId(id: RequestId): Promise<CheckedRequest | undefined> {
    let checked: CheckedRequest | undefined;
    for (let tried = 0; tried < tries; tried++) {
      const read = await this.read(id);
      if (!read) return undefined;
      checked = { request: read.request, difference: await this.differenceOf(read, tried > 0) };
      if (checked.difference === undefined) return checked;
    }
    if (checked?.difference !== undefined)
      await this.altered.note({ request: id, member: checked.difference });
    return checked;
  }

  /** Row and newest record in one statement: no step can come between. */
  private read(id: RequestId): Promise<ReadRequest | undefined> {
    return onCatalogue(async () => {
      const row = await this.db
        .selectFrom('request')
        .selectAll()
        .select(cameraIdsOfRequest.as('camera_ids'))
        .select(newestWaiting.as('waiting'))
        .where('id', '=', id)
        .executeTakeFirst();
      return row && { request: requestFromRow(row), ...(row.waiting && { waiting: waitingOf(row.waiting) }) };
    });
  }

  private async differenceOf(
    { request, waiting }: ReadRequest,
    mustBeNew: boolean,
  ): Promise<string | undefined> {
    const { id } = request;
    const leafOf = (seq: number) => this.leafOf(id, seq);
    const record = await this.newest.of({ id, leafOf, ...(waiting && { waiting }) }, mustBeNew);
    // A draft opens nothing, and has no record.
    if (record === 'none' && request.state === 'draft') return undefined;
    if (record === 'none') await this.refuseWithoutKey();
    if (record === 'none' || record === 'forged') return 'record';
    return differingMember(request, record, namedBy(await this.namesOf(request)));
  }

  /** A host without the key of a log that is sealed elsewhere cannot tell. Errors: `unavailable` `log-key-not-here`. */
  private async refuseWithoutKey(): Promise<void> {
    if (await this.newest.hasKey()) return;
    const { rows } = await onCatalogue(() => sql`select from log_sealed where size > 0`.execute(this.db));
    if (rows.length === 0) return;
    throw unavailable(
      'log-key-not-here',
      'This host has no public key of the evidence log, so it cannot check requests: bring the key folder (minhchung keys restore FILE).',
    );
  }

  private namesOf(request: FootageRequest): Promise<ReadonlyMap<UserId, Pseudonym>> {
    return this.pseudonyms.of(usersOfRequest(request));
  }

  private leafOf(id: RequestId, seq: number): Promise<LeafAt | undefined> {
    return onCatalogue(async () => {
      const { rows } = await sql<LeafAt>`
        select l.log, l.leaf from log_leaf l join log_chain c on c.no = l.chain
          where c.name = ${`req/${id}`} and l.seq = ${seq}`.execute(this.db);
      return rows[0];
    });
  }
}

interface ReadRequest {
  readonly request: FootageRequest;
  readonly waiting?: WaitingRecord;
}

/** Base64. */
interface WaitingRow {
  readonly seq: number;
  readonly body: string;
  readonly tag: string;
}

/** Of the records of `request` that wait for the signer the newest `req`: looks and holds stand in its chain, too. */
const newestWaiting = sql<WaitingRow | null>`(
  select json_build_object('seq', o.seq, 'body', encode(o.body, 'base64'), 'tag', encode(o.tag, 'base64'))
    from log_outbox o join log_chain c on c.no = o.chain
    where c.name = 'req/' || request.id and position(convert_to('"type":"req"', 'UTF8') in o.body) > 0
    order by o.seq desc limit 1)`;

const waitingOf = ({ seq, body, tag }: WaitingRow): WaitingRecord => ({
  seq,
  body: Buffer.from(body, 'base64'),
  tag: Buffer.from(tag, 'base64'),
});
