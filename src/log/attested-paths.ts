/** Where a checkpoint lies as it was stamped with the time (`checkpoint`), and its token of RFC 3161 (`checkpoint.tsr`). */
export const stampPath = (size: number, name: 'checkpoint' | 'checkpoint.tsr'): string =>
  `stamps/${size}/${name}`;

/** Has the size of the newest checkpoint that was stamped, as text. */
export const newestStampPath = 'stamps/newest';

/** Where the newest checkpoint lies that enough witnesses signed, with their signatures. */
export const witnessedPath = 'witnessed';
