/** What was typed over several lines, as the service takes it: no character of it controls anything. */
export const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');
