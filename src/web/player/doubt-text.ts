/** How far off a time may be, in seconds: never less than it is. */
export const doubtText = (ms: number, language: string): string =>
  `${new Intl.NumberFormat(language).format(Math.ceil(ms / 100) / 10)}\u00a0s`;
