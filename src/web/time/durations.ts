export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
/** A day of 24 hours; days of a calendar may have more or fewer. */
export const dayMs = 24 * hourMs;
