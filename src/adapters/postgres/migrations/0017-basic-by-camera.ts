/**
 * Basic sends the password in clear text: a technician allows it camera by camera. `last_code` names what failed more
 * closely than the reason of the gap.
 */
export const sql = `
alter table camera add column allows_basic boolean not null default false;
alter table lease add column last_code text;
`;
