import { sql as wayOfASegment } from './0001-way-of-a-segment.ts';

/** In order, forward only; a name once released never changes. */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: '0001-way-of-a-segment', sql: wayOfASegment },
];
