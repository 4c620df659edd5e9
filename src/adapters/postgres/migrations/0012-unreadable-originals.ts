/** An original that the store has and does not give is a fault of its own. */
export const sql = `
alter table export_file drop constraint export_file_fault_check;
alter table export_file add check (fault in ('altered', 'missing', 'unreadable'));
`;
