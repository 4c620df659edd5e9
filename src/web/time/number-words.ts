/** Numbers of a clock and a calendar as Vietnamese words, with their diacritics: without, `bảy giờ` (7 o'clock) reads as `bây giờ` (now). */
const digits: readonly [pattern: string, value: number][] = [
  ['một|mốt', 1],
  ['hai', 2],
  ['ba', 3],
  ['bốn|tư', 4],
  ['năm|lăm|nhăm', 5],
  ['sáu', 6],
  ['bảy|bẩy', 7],
  ['tám', 8],
  ['chín', 9],
];
const digit = digits.map(([pattern]) => pattern).join('|');
const numberWords = `(?:(?:(${digit}) mươi|(mười))(?: (${digit}))?|(${digit}))`;

/** Words that a number stands before or behind; elsewhere `năm` is a year, and `ba` a father. */
const before = '(?=\\s+(?:giờ|tiếng|phút|giây|ngày|rưỡi|kém)(?=\\s|,|$))';
const behind = '(?<=(?:giờ|kém|phút|thứ|mùng|mồng|tháng|ngày)\\s+)';
const word = '(?<=^|\\s)';
const end = '(?=\\s|,|$)';

const spoken = new RegExp(`${word}${numberWords}${before}|${behind}${numberWords}${end}`, 'g');

/** Rewrites numbers that are said in words: `chín giờ mười lăm` is `9 giờ 15`. The text is in lower case, in Unicode form C. */
export const numbersInDigits = (text: string): string =>
  text.replace(spoken, (_whole, ...groups: (string | undefined)[]) => {
    const [tens, ten, ones, one] = (groups[0] ?? groups[1] ?? groups[3]) ? groups : groups.slice(4);
    return String(10 * (tens ? numberOf(tens) : ten ? 1 : 0) + numberOf(ones ?? one));
  });

const numberOf = (said: string | undefined): number =>
  digits.find(([pattern]) => said !== undefined && new RegExp(`^(?:${pattern})$`).test(said))?.[1] ?? 0;
