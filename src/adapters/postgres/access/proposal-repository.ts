import { type Selectable, sql, type Transaction } from 'kysely';
import type {
  Founding,
  Proposal,
  ProposalId,
  ProposalRepository,
  ProposalStep,
  UserLink,
  WardPeople,
} from '../../../access/index.ts';
import { givenAnswer, isWaiting } from '../../../access/index.ts';
import { notFound } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import { appendCustody, type Stating } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';
import { onCatalogueWith } from '../violations.ts';
import { issueIn } from './account-link-repository.ts';
import type { ProposedBy } from './account-record.ts';
import { foundingOf } from './founding-repository.ts';
import { writeLetters } from './letters.ts';
import { stateAccount } from './stated-account.ts';
import { changeRow, userViolations } from './user-repository.ts';
import { rowOfUser, usersIn } from './user-rows.ts';

type Trx = Transaction<Tables>;

/** Any number; the same in every version. */
const advisoryLock = 7_203_122;

export class PostgresProposalRepository implements ProposalRepository {
  constructor(
    private readonly db: Database,
    private readonly scribe: Scribe,
  ) {}

  add(
    nowMs: number,
    stepOf: (ward: WardPeople & { readonly waiting: readonly Proposal[] }) => ProposalStep,
  ): Promise<Proposal> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockProposals(trx);
        const rows = await trx.selectFrom('proposal').selectAll().where('answer', 'is', null).execute();
        const waiting = rows.map(proposalOf).filter((each) => isWaiting(each, nowMs));
        const step = stepOf({ ...(await wardIn(trx)), waiting });
        await trx.insertInto('proposal').values(rowOfProposal(step.after)).execute();
        await bring({ trx, scribe: this.scribe }, step);
        return step.after;
      }),
    );
  }

  take(id: ProposalId, stepOf: (proposal: Proposal, ward: WardPeople) => ProposalStep): Promise<Proposal> {
    return onCatalogueWith(userViolations, () =>
      this.db.transaction().execute(async (trx) => {
        await lockProposals(trx);
        const row = await trx.selectFrom('proposal').selectAll().where('id', '=', id).executeTakeFirst();
        if (!row) throw notFound('proposal-not-found', 'There is no such proposal.');
        const step = stepOf(proposalOf(row), await wardIn(trx));
        await effect(trx, step);
        await stateAccount({ trx, scribe: this.scribe }, step.events, proposedBy(step.after));
        await store({ trx, scribe: this.scribe }, step);
        return step.after;
      }),
    );
  }

  endUnanswered(
    untilMs: number,
    stepOf: (proposal: Proposal, ward: WardPeople) => ProposalStep,
  ): Promise<number> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        await lockProposals(trx);
        const old = trx.selectFrom('proposal').selectAll().where('created_at_ms', '<=', untilMs);
        const rows = await old.where('answer', 'is', null).orderBy('created_at_ms').orderBy('id').execute();
        const ward = await wardIn(trx);
        for (const row of rows) await store({ trx, scribe: this.scribe }, stepOf(proposalOf(row), ward));
        return rows.length;
      }),
    );
  }

  takeLink(id: ProposalId, link: UserLink, event: CustodyEvent): Promise<boolean> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const free = trx.updateTable('proposal').set({ link_taken_at_ms: event.atMs }).where('id', '=', id);
        const { numUpdatedRows } = await free.where('link_taken_at_ms', 'is', null).executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await issueIn(trx, link, event.atMs);
        await stateAccount({ trx, scribe: this.scribe }, [event]);
        await appendCustody({ trx, scribe: this.scribe }, event);
        return true;
      }),
    );
  }

  async byId(id: ProposalId): Promise<Proposal | undefined> {
    const query = this.db.selectFrom('proposal').selectAll().where('id', '=', id);
    const row = await onCatalogue(() => query.executeTakeFirst());
    return row && proposalOf(row);
  }

  async list(sinceMs: number): Promise<Proposal[]> {
    const recent = this.db.selectFrom('proposal').selectAll().where('created_at_ms', '>', sinceMs);
    const rows = await onCatalogue(() =>
      recent.orderBy('created_at_ms', 'desc').orderBy('id', 'desc').execute(),
    );
    return rows.map(proposalOf);
  }

  ward(): Promise<WardPeople> {
    return onCatalogue(() => this.db.transaction().execute(wardIn));
  }
}

/** One step after the other, over the people as they are. Rare enough for one lock. */
async function lockProposals(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(advisoryLock)})`.execute(trx);
}

async function wardIn(trx: Trx): Promise<WardPeople> {
  const founding: Founding = foundingOf(
    await trx.selectFrom('founding').selectAll().forShare().executeTakeFirstOrThrow(),
  );
  return { founding, people: await usersIn(trx) };
}

async function effect(trx: Trx, { effect: change, events: [event] }: ProposalStep): Promise<void> {
  if (!change || !event) return;
  if (change.kind === 'create') await trx.insertInto('app_user').values(rowOfUser(change.user)).execute();
  else await changeRow(trx, change.id, change.changes, event);
}

function proposedBy(proposal: Proposal): ProposedBy {
  const { sameStation } = givenAnswer(proposal) ?? {};
  return { id: proposal.id, by: proposal.proposerId, sameStation };
}

async function store(stating: Stating, step: ProposalStep): Promise<void> {
  const { after } = step;
  await stating.trx.updateTable('proposal').set(rowOfProposal(after)).where('id', '=', after.id).execute();
  await bring(stating, step);
}

async function bring(stating: Stating, { events, letters }: ProposalStep): Promise<void> {
  const nowMs = events[0]?.atMs ?? 0;
  for (const { to, letter } of letters)
    await writeLetters(stating.trx, to, { kind: 'account', letter }, nowMs);
  await appendCustody(stating, ...events);
}

const rowOfProposal = ({ id, act, proposerId, createdAtMs, answer, madeId, linkTakenAtMs }: Proposal) => ({
  id,
  act: JSON.stringify(act),
  proposer_id: proposerId,
  created_at_ms: createdAtMs,
  answer: answer === undefined ? null : JSON.stringify(answer),
  made_id: madeId ?? null,
  link_taken_at_ms: linkTakenAtMs ?? null,
});

const proposalOf = (row: Selectable<Tables['proposal']>): Proposal => ({
  // Only `add` writes it.
  id: row.id as ProposalId,
  act: row.act,
  proposerId: row.proposer_id,
  createdAtMs: row.created_at_ms,
  ...(row.answer !== null && { answer: row.answer }),
  ...(row.made_id !== null && { madeId: row.made_id }),
  ...(row.link_taken_at_ms !== null && { linkTakenAtMs: row.link_taken_at_ms }),
});
