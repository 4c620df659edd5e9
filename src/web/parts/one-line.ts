/** Joins typed lines into one, as the service requires: no control characters. */
export const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');
