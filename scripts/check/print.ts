/** Writes one message, of one or more lines, to stdout at once: gates and tiers write in parallel. */
export type Print = (message: string) => void;

export const print: Print = (message) => console.log(message);
