/** What people say, and how it is written in digits; of plain texts. */
const rewrites: readonly (readonly [said: RegExp, write: (...found: string[]) => string])[] = [
  // In one go: 30 phút, 1 h 30, 21 h kém 10.
  [/\bnua (?:tieng|gio)\b/g, () => '30 phut'],
  [/\bhalf an hour\b/g, () => '30 minutes'],
  [/\ban? (?=hour|minute|day)\b/g, () => '1 '],
  [/\b(\d{1,3}) ?tieng ruoi\b/g, (_, hours = '') => `${Number(hours) * 60 + 30} phut`],
  [/\b(\d{1,2}) ?(?:h|g|gio)? ?ruoi\b/g, (_, hour = '') => `${hour}h30`],
  [
    /\b(\d{1,2}) ?(?:h|g|gio)? ?kem (\d{1,2})(?: ?(?:phut|p)\b)?/g,
    (whole = '', hour = '', minutes = '') => before(Number(hour), Number(minutes)) ?? whole,
  ],
  [/\bhalf past (\d{1,2})\b/g, (_, hour = '') => `${hour}h30`],
  [/\bquarter past (\d{1,2})\b/g, (_, hour = '') => `${hour}h15`],
  [/\bquarter to (\d{1,2})\b/g, (whole = '', hour = '') => before(Number(hour), 15) ?? whole],
  [/\b(\d{1,2}) ?o'? ?clock\b/g, (_, hour = '') => `${hour}h00`],
  // `to` alone parts a begin and an end.
  [/\bto mo sang\b/g, () => 'sang som'],
  [/\b(?:nua dem|giua dem|midnight)\b/g, () => '12h dem'],
  [/\b(?:giua trua|dung ngo|chinh ngo|midday)\b/g, () => '12h trua'],
  // Marks of minutes and seconds: 21h20'30".
  [/(?<=h ?\d{1,2}) ?(?:'|’|′|ph\b)/g, () => ' phut '],
  [/(?<=gio \d{1,2}) ?(?:'|’|′)/g, () => ' phut '],
  [/(?<=phut ?\d{1,2}) ?(?:"|”|″|'')/g, () => ' giay '],
  [/(?<=\d:\d\d(?::\d\d)?) ?(?:sa|a\.m\.)(?=\s|,|$)/g, () => 'am'],
  [/(?<=\d:\d\d(?::\d\d)?) ?(?:ch|p\.m\.)(?=\s|,|$)/g, () => 'pm'],
  [/\bgiua (.+) va (?=.)/g, (_, from = '') => `${from} den `],
  [/\bbetween (.+) and (?=.)/g, (_, from = '') => `${from} to `],
];

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = `(${months.join('|')})[a-z]*\\.?`;
const dayFirst = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? ${month}(?:,? (\\d{4}))?`, 'g');
const monthFirst = new RegExp(
  `\\b${month} (\\d{1,2})(?:st|nd|rd|th)?\\b(?!:|h| ?[ap]m)(?:,? (\\d{4}))?`,
  'g',
);

/** Rewrites everyday times of a plain text in digits: `9 ruoi` is `9h30`, `21h kem 10` is `20h50`, `Nov 21` is `21/11`. */
export function inDigits(text: string): string {
  const dated = text
    .replace(dayFirst, (_, day: string, name: string, year?: string) => dateText(day, name, year))
    .replace(monthFirst, (_, name: string, day: string, year?: string) => dateText(day, name, year));
  return rewrites
    .reduce((said, [pattern, write]) => said.replace(pattern, write), dated)
    .replace(/\s+/g, ' ')
    .trim();
}

const dateText = (day: string, name: string, year?: string): string =>
  `${day}/${months.indexOf(name) + 1}${year ? `/${year}` : ''}`;

/** `undefined` where it is no time: the text then stays, and is not understood. */
function before(hour: number, minutes: number): string | undefined {
  if (hour < 1 || hour > 24 || minutes < 1 || minutes > 59) return undefined;
  return `${hour - 1}h${String(60 - minutes).padStart(2, '0')}`;
}
