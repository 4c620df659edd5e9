/** A text that the request form offers. Requests keep the text itself: a changed list changes no request. */
export interface OfferedText {
  /** As it is printed. */
  readonly text: string;
  /** First day of the site on which it is offered, `2026-04-01`; absent: always. */
  readonly fromDay?: string;
  /** Last day; absent: still offered. */
  readonly untilDay?: string;
}

/** The authorities that may ask, and what they may ask by. An admin sets both; officers may write other texts. */
export interface RequestLists {
  readonly authorities: readonly OfferedText[];
  readonly legalBases: readonly OfferedText[];
}

/** The lists of the site; `revision` counts how often they were set. */
export interface SiteLists extends RequestLists {
  readonly revision: number;
}

/** The texts that are offered on a day of the site, in their order. */
export const offeredOn = (offered: readonly OfferedText[], day: string): string[] =>
  offered
    .filter(({ fromDay = day, untilDay = day }) => fromDay <= day && day <= untilDay)
    .map(({ text }) => text);
