/** Text of one line: no control characters, and no half of a surrogate pair. */
export const printable = /^[^\p{Cc}\p{Cs}]*$/u;
