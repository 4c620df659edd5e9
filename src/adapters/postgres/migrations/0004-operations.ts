/** Workers tell that they live; by the server's clock, because hosts need not agree on the time. */
export const sql = `
create table worker_heartbeat (
  worker text primary key,
  beat_at timestamptz not null default clock_timestamp(),
  -- src/operations/heartbeat.ts
  told jsonb not null
);
`;
