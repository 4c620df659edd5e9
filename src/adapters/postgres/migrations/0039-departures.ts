/** When a checkpoint of the evidence log last left the service, by each way: for people who look after it, and no fact. */
export const sql = `
create table log_departure (
  way text primary key,
  size bigint not null,
  left_at_ms bigint not null
);
`;
