export interface TakenWord<T> {
  readonly found?: T;
  readonly rest: string;
}

/** Patterns of what people say, and what each stands for; the first that a text has counts. */
export type Words<T> = readonly (readonly [pattern: string, meant: T])[];

/** The first of the words that the text has, and what it stands for. */
export function takeWord<T>(text: string, words: Words<T>): TakenWord<T> {
  for (const [pattern, meant] of words) {
    const match = new RegExp(`(?:^|\\s)(?:${pattern})(?=$|\\s|,)`).exec(text);
    if (match) return { found: meant, rest: without(text, match) };
  }
  return { rest: text };
}

export const without = (text: string, match: RegExpExecArray): string =>
  `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.replace(/\s+/g, ' ').trim();
