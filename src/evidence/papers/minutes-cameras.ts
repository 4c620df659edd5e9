import { vantageOf } from '../../footage/index.ts';
import type { PaperBlock, PaperLanes, SpokenTime } from '../../print/index.ts';
import { paperMap } from './area-map.ts';
import type { CameraFacts } from './facts.ts';
import { total } from './minutes-content.ts';
import type { MinutesSection, MinutesWriting } from './minutes-words.ts';
import { missingTable } from './missing-table.ts';

/** Where they hang and look, and what they filmed: a map, then a table with the same numbers. */
export const cameras: MinutesSection = (writing) => {
  const { facts, words, times } = writing;
  const { cameras: said } = words;
  const map = paperMap(facts.request.shape, facts.cameras, said.map);
  const blocks: PaperBlock[] = [
    { kind: 'paragraph', text: said.intro },
    ...(map ? ([{ kind: 'map', map }] as const) : []),
    {
      kind: 'table',
      columns: [
        { title: said.number, share: 11, look: 'number' },
        { title: said.camera, share: 31 },
        { title: said.standing, share: 24 },
        { title: said.scope, share: 32 },
        { title: said.recorded, share: 20, look: 'number' },
        { title: said.missing, share: 17, look: 'number' },
        { title: said.clock, share: 25 },
        { title: said.device, share: 19 },
      ],
      rows: facts.cameras.map((camera, i) => ({
        cells: [
          String(i + 1),
          `${camera.name}\n${camera.id}`,
          standing(writing, camera),
          times.span(camera.scope),
          total(camera.recorded, times),
          total(camera.missing, times),
          clock(writing, camera),
          '',
        ],
      })),
    },
    { kind: 'paragraph', text: said.clocks(facts.timeZone) },
  ];
  return { title: said.title, blocks };
};

function standing({ facts, words: { cameras: words }, times }: MinutesWriting, camera: CameraFacts): string {
  const { shape } = facts.request;
  const seen = shape && vantageOf(camera.place, shape);
  const bearing = camera.place?.bearingDeg;
  const parts = [
    ...(seen ? [words.distance(times.whole(Math.round(seen.distanceM)))] : []),
    ...(bearing === undefined ? [] : [words.bearing(String(Math.round(bearing)))]),
    ...(seen ? [words.views[seen.view]] : []),
  ];
  return parts.length === 0 ? '–' : parts.join('\n');
}

/** What was measured; the space stays for the hand where nothing was. */
function clock({ words: { cameras: words }, times }: MinutesWriting, camera: CameraFacts): string {
  const { clock: measured, driftMsPerHour } = camera;
  return [
    ...(measured ? offsetLines(measured, words, times) : []),
    ...(driftMsPerHour === undefined ? [] : [words.perHour(driftMsPerHour)]),
  ].join('\n');
}

function offsetLines(
  { offsetMs, errorMs, measuredAtMs }: NonNullable<CameraFacts['clock']>,
  words: MinutesWriting['words']['cameras'],
  times: SpokenTime,
): string[] {
  const offMs = Math.round(Math.abs(offsetMs) / 100) * 100;
  // Never less than it is, with what was rounded.
  const atMostMs = Math.ceil((errorMs + Math.abs(Math.abs(offsetMs) - offMs)) / 100) * 100;
  return [
    words.offset(Math.sign(offMs && offsetMs), times.seconds(offMs), times.seconds(atMostMs)),
    words.measuredAt(times.text(measuredAtMs)),
  ];
}

/** The bars first, then the list. */
export const filmed: MinutesSection = (writing) => {
  const { facts, words, times } = writing;
  const list = missingTable(facts.cameras, words, times);
  const block: PaperBlock = list.rows.length === 0 ? { kind: 'paragraph', text: words.gaps.none } : list;
  return { title: words.gaps.title, blocks: [{ kind: 'lanes', lanes: lanesOf(writing) }, block] };
};

function lanesOf({ facts, words: { gaps: words }, times }: MinutesWriting): PaperLanes {
  const scopes = facts.cameras.map(({ scope }) => scope);
  const span = {
    fromMs: Math.min(facts.taken.range.fromMs, ...scopes.map(({ fromMs }) => fromMs)),
    toMs: Math.max(facts.taken.range.toMs, ...scopes.map(({ toMs }) => toMs)),
  };
  return {
    ...span,
    alt: words.lanes(times.span(span)),
    timeOf: (atMs) => times.clock(atMs),
    legend: words.legend,
    lanes: facts.cameras.map(({ id, name, recorded, missing }, i) => ({
      label: `${i + 1}. ${name}`,
      recorded,
      missing,
      marksMs: (facts.marks ?? []).filter(({ cameraId }) => cameraId === id).map(({ atMs }) => atMs),
    })),
  };
}

/** Instants that the officer marked; their stills are in an annex. */
export const marks: MinutesSection = ({ facts, words, times }) => {
  const all = facts.marks ?? [];
  const { marks: said, cameras: named } = words;
  const nameOf = (id: string) => facts.cameras.find((camera) => camera.id === id)?.name ?? id;
  const rows = all.map(({ cameraId, atMs, note, by, still }, i) => ({
    cells: [
      String(i + 1),
      times.text(atMs),
      nameOf(cameraId),
      by === undefined ? note : `${note}\n(${by})`,
      still === undefined ? '' : still === 'none' ? said.unpictured : said.pictured,
    ],
  }));
  if (rows.length === 0) return { title: said.title, blocks: [] };
  const columns = [
    { title: said.number, share: 12, look: 'number' as const },
    { title: said.at, share: 34 },
    { title: named.camera, share: 40 },
    { title: said.note, share: 70 },
    { title: said.still, share: 20 },
  ];
  return { title: said.title, blocks: [{ kind: 'table', columns, rows }] };
};
