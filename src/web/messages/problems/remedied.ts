/** A problem in the user's words: why, and what to do. */
export interface Remedied {
  readonly cause: string;
  readonly remedy: string;
}

export const remedied = (cause: string, remedy: string): Remedied => ({ cause, remedy });
