/**
 * Who makes footage expire sooner, and what is told of it: policies that put back what counted before, and confirmations
 * of the clock that do not count yet.
 */
export const sql = `
-- Absent of one that was stopped when no policy counted.
alter table retention_policy alter column document drop not null;
alter table retention_policy
  add column cause text not null default 'set' check (cause in ('set', 'stopped', 'withdrawn')),
  -- src/retention/footage-count.ts: FootageCount
  add column shortened jsonb,
  add constraint retention_policy_set check (cause <> 'set' or document is not null);

alter table clock_memory
  add column confirmed_at_ms bigint,
  add column confirmed_by text references app_user,
  add column shortened jsonb,
  add constraint clock_memory_confirmed check ((confirmed_at_ms is null) = (confirmed_by is null)
    and (confirmed_at_ms is null) = (shortened is null));
`;
