/** Acts on accounts that one person proposes and another confirms; since when a user has a role that is not the first. */
export const sql = `
alter table app_user add column role_since_ms bigint;

create table proposal (
  id text primary key,
  -- src/access/proposal/proposal.ts: ProposedAct
  act jsonb not null,
  proposer_id text not null references app_user,
  created_at_ms bigint not null,
  -- src/access/proposal/proposal.ts: ProposalAnswer
  answer jsonb,
  made_id text references app_user,
  link_taken_at_ms bigint,
  -- Two people, whatever the program believes.
  constraint proposal_answered_by_another check (
    answer ->> 'verdict' = 'withdrawn'
    or (answer ->> 'byId' <> proposer_id and answer ->> 'byId' <> coalesce(act ->> 'userId', ''))),
  constraint proposal_link_confirmed check (link_taken_at_ms is null or answer ->> 'verdict' = 'confirmed')
);
create index proposal_created on proposal (created_at_ms);
`;
