/** A camera may squeeze its pictures and not say so: a technician says which shape they have. */
export const sql = `
alter table camera add column display_aspect text check (display_aspect ~ '^[1-9][0-9]{0,3}:[1-9][0-9]{0,3}$');
`;
