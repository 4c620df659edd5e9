/** Two letters to one person in one millisecond are two; the same letter, written again, stays one. */
export const sql = `
-- Of subject, text and address of a letter; absent of a request, and of letters from before.
alter table notification add column letter_sha256 text;
alter table notification drop constraint notification_request_id_kind_due_at_ms_user_id_key;
alter table notification add constraint notification_once
  unique nulls not distinct (request_id, kind, due_at_ms, user_id, letter_sha256);
`;
