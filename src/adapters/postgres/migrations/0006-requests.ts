/**
 * The life of a request, the hold bound to it, deputies, and whom a step tells. What was granted before counts as
 * approved, and its days as they were given.
 */
export const sql = `
alter table app_user add column email text;

alter table request drop constraint request_state_check;
update request set state = 'approved' where state = 'granted';
alter table request
  add column revision integer not null default 1,
  add column authority text,
  add column report text,
  add column urgency text not null default 'routine' check (urgency in ('routine', 'urgent', 'emergency')),
  add column awaited_at_ms bigint,
  add column answer_by_ms bigint,
  -- src/access/request/request.ts: Decision, Emergency, Closing
  add column decision jsonb,
  add column emergency jsonb,
  add column closing jsonb,
  alter column expires_at_ms drop not null,
  add constraint request_state check (state in ('draft', 'submitted', 'approved', 'refused', 'closed')),
  add constraint request_approved_expires check (state <> 'approved' or expires_at_ms is not null),
  add constraint request_awaited check ((awaited_at_ms is null) = (answer_by_ms is null)),
  add constraint request_waits check (state <> 'submitted' or awaited_at_ms is not null),
  -- Two people, whatever the program believes.
  add constraint request_decided_by_another
    check (decision ->> 'byId' <> requester_id and coalesce(decision ->> 'onBehalfOfId', '') <> requester_id),
  add constraint request_reviewed_by_another check (emergency -> 'review' ->> 'byId' <> requester_id);
update request set awaited_at_ms = created_at_ms, answer_by_ms = created_at_ms;
-- The inbox: what a second person has still to answer, the most pressing first.
create index request_unanswered on request (answer_by_ms)
  where state = 'submitted' or (emergency is not null and not emergency ? 'review');
-- The list of custodian and auditor.
create index request_submitted on request (created_at_ms desc) where state <> 'draft';

-- The one hold of a request: placed with it, let go with it.
alter table hold add column request_id text unique references request;

create table deputy (
  id text primary key,
  custodian_id text not null references app_user,
  user_id text not null references app_user,
  from_ms bigint not null,
  to_ms bigint not null check (to_ms > from_ms),
  created_at_ms bigint not null,
  ended_at_ms bigint,
  check (custodian_id <> user_id)
);
-- "Whose deputy is this user now?", at every call that a role alone does not allow.
create index deputy_user on deputy (user_id, to_ms) where ended_at_ms is null;

-- The outbox: written with the step that it tells of, sent by a job.
create table notification (
  id text primary key,
  request_id text not null references request,
  kind text not null,
  -- Names a reminder, so that it is written once.
  due_at_ms bigint not null,
  -- Absent of the one to the webhook.
  user_id text references app_user,
  next_try_at_ms bigint not null,
  tries integer not null default 0,
  last_error text,
  ended_at_ms bigint,
  outcome text check (outcome in ('sent', 'dropped')),
  check ((ended_at_ms is null) = (outcome is null)),
  unique nulls not distinct (request_id, kind, due_at_ms, user_id)
);
create index notification_waiting on notification (next_try_at_ms) where ended_at_ms is null;
`;
