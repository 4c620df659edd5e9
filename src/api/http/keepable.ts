import { invalid } from '../../core/index.ts';

/**
 * Checks that the catalogue can store all text of a body: PostgreSQL takes no NUL in any text, and no half of a
 * surrogate pair in JSON. Errors: `text-unreadable` (invalid), with the field.
 */
export function keepable<T>(sent: T, field = ''): T {
  if (typeof sent === 'string') refuseUnkeepable(sent, field);
  else if (typeof sent === 'object' && sent !== null) {
    for (const [name, value] of Object.entries(sent))
      keepable(value, field === '' ? name : `${field}.${name}`);
  }
  return sent;
}

function refuseUnkeepable(text: string, field: string): void {
  if (!text.includes('\0') && !/\p{Cs}/u.test(text)) return;
  throw invalid('text-unreadable', 'The text contains an invalid character.', field);
}
