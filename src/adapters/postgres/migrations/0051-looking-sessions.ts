/**
 * Sessions of looking: the index of what one person did under one request, by time (src/custody). Where sessions begin is asked along
 * `custody_event_at`.
 */
export const sql = `
create index custody_event_look_thread on custody_event (actor, coalesce(request_id, ''), at_ms, seq)
  where actor is not null and event in (
    'playlist-issued', 'gops-served', 'copies-made', 'still-issued', 'storyboard-issued', 'download-issued', 'download-ended',
    'export-ordered', 'mark-made', 'mark-changed', 'mark-removed', 'enrolment-still-shown', 'stream-tried');
`;
