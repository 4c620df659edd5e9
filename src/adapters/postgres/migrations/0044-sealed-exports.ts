/** An export has the keyframe indexes and pictures of its originals, and waits for the seal of the evidence log. */
export const sql = `
alter table export add column seal_awaited_since_ms bigint;
alter table export_file drop constraint export_file_kind_check;
alter table export_file add check (kind in ('paper', 'index', 'picture', 'clip', 'original'));
alter table export_file drop constraint export_file_check1;
alter table export_file add check ((kind in ('index', 'clip')) = (clip is not null));
`;
