import { type RawBuilder, sql } from 'kysely';
import {
  type MonthFigures,
  mostNames,
  type NamedRequests,
  type ReportMonth,
  type RequestFigures,
} from '../../../report/index.ts';
import type { Database } from '../database.ts';

interface RequestRow extends NamedRequests {
  readonly by: 'all' | 'authority' | 'basis';
}

/** Counts the requests that were filed in a month, all together and by what they state. */
export async function countRequests(db: Database, month: ReportMonth): Promise<MonthFigures['requests']> {
  const { rows } = await requestsQuery(month).execute(db);
  const named = (by: RequestRow['by']) =>
    rows
      .filter((row) => row.by === by)
      .map(({ by: _, ...figures }) => figures)
      .sort((a, b) => b.filed - a.filed || (a.name < b.name ? -1 : 1))
      .slice(0, mostNames);
  const { name: _, ...all } = named('all')[0] ?? { name: '', ...none };
  return { all, byAuthority: named('authority'), byBasis: named('basis') };
}

const none: RequestFigures = {
  filed: 0,
  approved: 0,
  refused: 0,
  emergencies: 0,
  unjustified: 0,
  withoutLetter: 0,
};

/** The authority is that which was stated last, as `statedLetter` says; who waits or is closed is in none of the columns. */
export const requestsQuery = ({ range }: ReportMonth): RawBuilder<RequestRow> => sql<RequestRow>`
  select case grouping(authority, basis) when 3 then 'all' when 1 then 'authority' else 'basis' end as by,
      coalesce(authority, basis, '') as name, count(*)::int as filed,
      count(*) filter (where decision ->> 'verdict' = 'approved')::int as approved,
      count(*) filter (where decision ->> 'verdict' = 'refused')::int as refused,
      count(emergency)::int as emergencies,
      count(*) filter (where review = 'not-justified')::int as unjustified,
      count(*) filter (where emergency is not null and not emergency ? 'letters' and letter_number is null
        and expires_at_ms is not null and review is distinct from 'not-justified')::int as "withoutLetter"
    from (
      select coalesce(emergency #>> '{letters,-1,authority}', authority, '') as authority,
          coalesce(legal_basis, '') as basis, decision, emergency, emergency -> 'review' ->> 'verdict' as review,
          letter_number, expires_at_ms,
          case when emergency is null then coalesce(awaited_at_ms, created_at_ms) else created_at_ms end as filed_at_ms
        from request where state <> 'draft') filed
    where filed_at_ms >= ${range.fromMs} and filed_at_ms < ${range.toMs}
    group by grouping sets ((), (authority), (basis))`;
