import { writtenMoment } from '../core/index.ts';
import type { Trouble, TroubleStep } from './trouble.ts';
import { lackWords, needWords } from './trouble-words.ts';

/** A mail without its receiver. */
export interface Letter {
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

export interface LetterSettings {
  /** IANA zone in which people read times. */
  readonly timeZone: string;
  /** Where the console is reached, without a slash at its end; absent: no link. */
  readonly publicUrl?: string;
}

type Told = Pick<TroubleStep, 'lasting' | 'over'>;

/** In Vietnamese, then in English: what lasts, and what is over. `undefined` where there is nothing to tell. */
export function letterOf(
  { lasting, over }: Told,
  { timeZone, publicUrl }: LetterSettings,
): Letter | undefined {
  if (lasting.length + over.length === 0) return undefined;
  const moment = writtenMoment(timeZone);
  const lines = [
    ...part(lasting, 'Cần xử lý / Needs attention', lastingLines(moment)),
    ...part(over, 'Đã hết / Over', overLines(moment)),
    ...(publicUrl ? [`Cách xử lý / What to do: ${publicUrl}/system`] : []),
  ];
  return { subject: subjectOf({ lasting, over }), text: `${lines.join('\n').trimEnd()}\n` };
}

const subjectOf = ({ lasting, over }: Told): string => {
  const parts = [named('Cần xử lý', lasting), named('Đã hết', over)].flat();
  return `[Minh Chứng] ${parts.join('; ')}`;
};

const named = (title: string, troubles: readonly Trouble[]): string[] =>
  troubles.length === 0
    ? []
    : [`${title}: ${[...new Set(troubles.map(({ need }) => needWords[need][0]))].join(', ')}`];

type Lines = (trouble: Trouble) => readonly string[];

const part = (troubles: readonly Trouble[], title: string, lines: Lines): string[] =>
  troubles.length === 0 ? [] : [title, '', ...troubles.flatMap((trouble) => [...lines(trouble), ''])];

const lastingLines =
  (moment: (ms: number) => string): Lines =>
  (trouble) => [...whatIs(trouble), `Từ / Since: ${moment(trouble.sinceMs)}`];

const overLines =
  (moment: (ms: number) => string): Lines =>
  (trouble) => [
    ...whatIs(trouble),
    `Từ / From: ${moment(trouble.sinceMs)}`,
    `Đến / To: ${moment(trouble.overAtMs ?? trouble.sinceMs)}`,
  ];

function whatIs({ need, lack, site }: Trouble): string[] {
  const [vi, en] = needWords[need];
  return [`${vi} (${site}): ${lackWords[lack.code]}`, `${en} (${site}): ${lack.reason}`];
}
