import { type Area, vantageOf } from '../../footage/index.ts';
import {
  type Agency,
  blank,
  type Paper,
  type PaperBlock,
  type PaperTable,
  type SpokenTime,
  spokenTime,
} from '../../print/index.ts';
import { paperMap } from '../papers/area-map.ts';
import { missingTable } from '../papers/missing-table.ts';
import type { NegativeAnswer } from './negative-answer.ts';
import type { NegativeWords } from './negative-words.ts';
import { type AskedFootage, groundsOf, type OuterCamera } from './statement.ts';

/** The office and its zone. */
export interface NegativeOffice {
  readonly agency: Agency;
  /** IANA. */
  readonly timeZone: string;
}

interface NegativeWriting {
  readonly answer: NegativeAnswer;
  readonly words: NegativeWords;
  readonly times: SpokenTime;
}

type NegativePart = (writing: NegativeWriting) => readonly PaperBlock[];

/** The negative answer as a letter of the office, to be signed. */
export function negativePaper(
  answer: NegativeAnswer,
  { agency, timeZone }: NegativeOffice,
  words: NegativeWords,
): Paper {
  const { statement } = answer;
  const writing = { answer, words, times: spokenTime(words.lang, timeZone) };
  const parts = [asked, verdict, inside, outer, proof, limits].map((part) => part(writing));
  return {
    lang: words.lang,
    title: `${words.title} ${statement.id}`,
    atMs: statement.statedAtMs,
    blocks: [
      { kind: 'letter-head', agency, words: words.head },
      { kind: 'title', title: words.title, subtitle: words.to(statement.asked.authority ?? blank(16)) },
      ...parts.flat(),
      { kind: 'signatures', ...words.signatures },
    ],
  };
}

const heading = (text: string): PaperBlock => ({ kind: 'heading', level: 2, text });

const asked: NegativePart = ({ answer: { statement }, words: { asked: words }, times }) => {
  const { caseNumber, range, place } = statement.asked;
  return [
    heading(`1. ${words.title}`),
    {
      kind: 'terms',
      terms: [
        [words.caseNumber, caseNumber],
        [words.range, times.span(range)],
        [
          words.place,
          [...(place === undefined ? [] : [place]), placeInWords(statement.asked, words, times)].join(', '),
        ],
      ],
    },
  ];
};

const point = ({ lat, lon }: { readonly lat: number; readonly lon: number }): string =>
  `${lat.toFixed(5)}, ${lon.toFixed(5)}`;

function placeInWords(
  { area, neighbourhood }: AskedFootage,
  words: NegativeWords['asked'],
  times: SpokenTime,
): string {
  switch (area.kind) {
    case 'near':
      return words.near(point(area.centre), times.whole(Math.round(area.radiusM)));
    case 'polygon':
      return words.corners((area.polygon[0] ?? []).map(([lon, lat]) => point({ lat, lon })).join('; '));
    case 'bbox': {
      const { south, west, north, east } = area.box;
      return words.corners(`${point({ lat: south, lon: west })}; ${point({ lat: north, lon: east })}`);
    }
    case 'neighbourhood':
      return words.neighbourhood(neighbourhood ?? area.neighbourhood);
    case 'cameras':
      return words.named;
  }
}

const verdict: NegativePart = ({ answer: { statement }, words: { answer: words }, times }) => [
  heading(`2. ${words.title}`),
  { kind: 'paragraph', text: words.none, look: 'bold' },
  { kind: 'list', items: groundsOf(statement).map((ground) => words.grounds[ground]) },
  { kind: 'paragraph', text: words.asOf(times.text(statement.statedAtMs)) },
];

/** All cameras on a map, then every stretch of those that are asked about. */
const inside: NegativePart = ({ answer: { statement }, words, times }) => {
  const { cameras, outer: around, asked: said } = statement;
  const reach = said.area.kind === 'near' ? 2 * said.area.radiusM : undefined;
  const map = paperMap(said.area, [...cameras, ...around], words.cameras.map, reach);
  return [
    heading(`3. ${words.inside.title}`),
    ...(map ? ([{ kind: 'map', map }] as const) : []),
    ...(cameras.length === 0
      ? ([{ kind: 'paragraph', text: words.inside.none }] as const)
      : [standings({ words, times, area: said.area }, cameras, 0), missingTable(cameras, words, times)]),
  ];
};

/** Cameras with distance and direction, numbered on from those before. */
function standings(
  { words, times, area }: Pick<NegativeWriting, 'words' | 'times'> & { readonly area: Area },
  cameras: readonly OuterCamera[],
  before: number,
): PaperTable {
  const { cameras: said } = words;
  const rows = cameras.map(({ id, name, place }, i) => {
    const seen = vantageOf(place, area);
    const bearing = place?.bearingDeg;
    const standing = [
      ...(seen ? [said.distance(times.whole(Math.round(seen.distanceM)))] : []),
      ...(bearing === undefined ? [] : [said.bearing(String(Math.round(bearing)))]),
      ...(seen ? [said.views[seen.view]] : []),
    ];
    return { cells: [String(before + i + 1), name, id, standing.join(', ') || '–'] };
  });
  const columns = [
    { title: said.number, share: 12, look: 'number' as const },
    { title: said.camera, share: 45 },
    { title: 'ID', share: 45 },
    { title: said.standing, share: 60 },
  ];
  return { kind: 'table', columns, rows };
}

const outer: NegativePart = ({ answer: { statement }, words, times }) => {
  const { area } = statement.asked;
  if (area.kind !== 'near') return [];
  const reach = times.whole(Math.round(2 * area.radiusM));
  const { length } = statement.cameras;
  return [
    heading(`4. ${words.outer.title}`),
    ...(statement.outer.length === 0
      ? ([{ kind: 'paragraph', text: words.outer.none(reach) }] as const)
      : ([
          { kind: 'paragraph', text: words.outer.intro(reach) },
          standings({ words, times, area }, statement.outer, length),
        ] as const)),
  ];
};

const numberAfter = ({ answer: { statement } }: NegativeWriting): number =>
  statement.asked.area.kind === 'near' ? 5 : 4;

const proof: NegativePart = (writing) => {
  const { answer, words, times } = writing;
  const { record, sha256 } = answer;
  return [
    heading(`${numberAfter(writing)}. ${words.proof.title}`),
    { kind: 'paragraph', text: words.proof.noOther },
    { kind: 'paragraph', text: words.proof.record(times.whole(record.seq), record.chain) },
    { kind: 'digest', label: words.proof.digest, digits: sha256 },
    { kind: 'paragraph', text: words.proof.check },
  ];
};

const limits: NegativePart = (writing) => [
  heading(`${numberAfter(writing) + 1}. ${writing.words.limits.title}`),
  { kind: 'list', items: writing.words.limits.items },
];
