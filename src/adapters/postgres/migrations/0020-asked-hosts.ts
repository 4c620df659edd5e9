/** A discovery may name a host, which is asked at the usual ports when it answers no probe; a silent camera's, in `detail`. */
export const sql = `
alter table discovery
  add column host text,
  -- What each port answered: [{"port": 80, "answer": "onvif"}, …].
  add column ports jsonb check (ports is null or host is not null);
`;
