/** Credentials in the path of a stream's URL: sealed, and blanked in `url`. Those of before are sealed by the api. */
export const sql = `
alter table stream add column sealed_path bytea;
`;
