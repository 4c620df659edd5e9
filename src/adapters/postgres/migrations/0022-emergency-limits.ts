/** What emergencies have given out before their review, and who countersigned them. */
export const sql = `
-- Counted before it leaves; without a row, nothing has left.
create table emergency_use (
  request_id text primary key references request,
  served_bytes bigint not null default 0,
  stills bigint not null default 0
);

-- Two people, whatever the program believes.
alter table request add constraint request_countersigned_by_another
  check (emergency -> 'countersignature' ->> 'byId' <> requester_id
    and coalesce(emergency -> 'countersignature' ->> 'onBehalfOfId', '') <> requester_id);
`;
