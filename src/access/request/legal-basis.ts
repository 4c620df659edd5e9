/** A legal basis that the site offers for requests, as it is printed. */
export interface LegalBasis {
  readonly text: string;
  /** First day on which it may be used, `2026-04-01`; absent: always. */
  readonly fromDay?: string;
  /** Last day; absent: still in force. */
  readonly untilDay?: string;
}

/** Texts of the legal bases in force on a day of the site, in their order. */
export const legalBasesOn = (bases: readonly LegalBasis[], day: string): string[] =>
  bases
    .filter(({ fromDay = day, untilDay = day }) => fromDay <= day && day <= untilDay)
    .map(({ text }) => text);
