/** A calendar day `2026-11-21` as people here write it: `21/11/2026`. */
export const dayText = (day: string): string => day.split('-').reverse().join('/');
