/** A search for changes is an event of looking: the index of sessions has it, too (src/custody). */
export const sql = `
drop index custody_event_look_thread;
create index custody_event_look_thread on custody_event (actor, coalesce(request_id, ''), at_ms, seq)
  where actor is not null and event in (
    'playlist-issued', 'gops-served', 'copies-made', 'still-issued', 'storyboard-issued', 'changes-searched', 'download-issued',
    'download-ended', 'export-ordered', 'mark-made', 'mark-changed', 'mark-removed', 'enrolment-still-shown', 'stream-tried');
`;
