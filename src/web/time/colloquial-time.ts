/** Rewrites everyday times of a plain text in digits: `9 ruoi` is `9:30`, `21h kem 10` is `20:50`. */
export const inDigits = (text: string): string =>
  text
    .replace(/\bnua (?:tieng|gio)\b/g, '30 phut')
    .replace(/\b(\d{1,2}) ?(?:h|g|gio)? ?ruoi\b/g, '$1:30')
    .replace(
      /\b(\d{1,2}) ?(?:h|g|gio)? ?kem (\d{1,2})(?: ?(?:phut|p)\b)?/g,
      (whole: string, hour: string, minutes: string) => before(Number(hour), Number(minutes)) ?? whole,
    );

/** `undefined` where it is no time: the text then stays, and is not understood. */
function before(hour: number, minutes: number): string | undefined {
  if (hour < 1 || hour > 24 || minutes < 1 || minutes > 59) return undefined;
  return `${hour - 1}:${String(60 - minutes).padStart(2, '0')}`;
}
