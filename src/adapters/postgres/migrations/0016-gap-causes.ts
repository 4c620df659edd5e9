/**
 * A camera that answers, and sends nothing that can be recorded, has reasons of its own. Gaps from before keep the reason
 * they were written with.
 */
export const sql = `
alter table gap drop constraint gap_reason_check;
alter table gap add constraint gap_reason_check check (reason in ('offline', 'auth', 'unsupported', 'no-keyframe',
  'recorder', 'disk', 'paused', 'switched-off', 'no-notice', 'damaged', 'clock', 'expired', 'unknown'));
`;
