import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPdfPrinter } from '../../../src/adapters/pdfkit/pdf-printer.ts';
import type { BundleFile } from '../../../src/evidence/bundle/manifest.ts';
import { minutes } from '../../../src/evidence/papers/minutes.ts';
import { minutesEn } from '../../../src/evidence/papers/minutes-en.ts';
import { minutesVi } from '../../../src/evidence/papers/minutes-vi.ts';
import { papersOf } from '../../../src/evidence/papers/papers.ts';
import { blank } from '../../../src/print/index.ts';
import { spokenTime } from '../../../src/print/spoken-time.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { itUnless, programMissing } from '../../support/unless.ts';
import { someFacts } from './facts.ts';

const facts = someFacts();

/** Every word of a paper, line by line. */
const wordsOf = (value: unknown): string => {
  if (typeof value === 'string') return `${value}\n`;
  if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(wordsOf).join('');
};

const partsOf = (paper: ReturnType<typeof minutes>): readonly (readonly [title: string, text: string])[] => {
  const parts: [string, string][] = [];
  for (const block of paper.blocks) {
    if (block.kind === 'heading' && block.level === 1) parts.push([block.text, '']);
    const last = parts.at(-1);
    if (last) last[1] += wordsOf(block);
  }
  return parts;
};

describe.each([
  ['Vietnamese', minutesVi],
  ['English', minutesEn],
])('when the minutes are written in %s', (_, words) => {
  const page = wordsOf(minutes(facts, words));

  it('names every file with its sum, every gap with its reason, and what is faulty', () => {
    for (const { sha256, name } of [...facts.clips, ...facts.originals]) {
      expect(page).toContain(`${sha256.slice(0, 32)}\n${sha256.slice(32)}\n`);
      expect(page).toContain(`${name.split('/').at(-1)}\n`);
    }
    expect(page).toContain(words.gaps.reasons.offline);
    expect(page).toMatch(/0:01:31[.,]5/);
    expect(page).toContain(words.faults.kinds.altered);
  });

  it('shows what people wrote as they wrote it', () => {
    expect(page).toContain('cổng chợ <tối 21/11>');
  });

  it('begins with the office that hands over, and leaves dots where none is set', () => {
    expect(page).toContain('Ủy ban nhân dân tỉnh <A>');
    const [head] = minutes(someFacts({ agency: {} }), words).blocks;
    expect(head).toMatchObject({ kind: 'letter-head', agency: {}, words: words.head });
    expect(words.head.agency).toContain('…');
  });

  it('names the approver in the basis, and nobody as a party', () => {
    const parts = partsOf(minutes(facts, words));
    expect(parts.find(([title]) => title === words.basis.title)?.[1]).toContain('Trần Thị Bình');
    expect(parts.find(([title]) => title === words.opinions)?.[1]).not.toContain('Trần Thị Bình');
    expect(page).not.toContain(words.basis.emergency);
    const urgent = { ...facts.request, isEmergency: true };
    expect(wordsOf(minutes(someFacts({ request: urgent }), words))).toContain(words.basis.emergency);
    const signed = { ...urgent, countersignature: { by: 'Lê Văn Cường', atMs: facts.request.filedAtMs } };
    expect(wordsOf(minutes(someFacts({ request: signed }), words))).toMatch(/Lê Văn Cường.* \d\d:/);
    for (const said of Object.values(words.basis.sameStation)) expect(page).not.toContain(said);
    const near = { ...facts.request, approvalStation: 'browser' } as const;
    expect(wordsOf(minutes(someFacts({ request: near }), words))).toContain(words.basis.sameStation.browser);
  });

  it('names the written request with its number and day, and leaves dots where there was none', () => {
    const [demand] = [minutes(facts, words)].map(wordsOf);
    expect(demand).toContain('45/YC-CAP');
    expect(demand).toContain('21/11/2026');
    const { letter: _, ...request } = facts.request;
    const bare = wordsOf(minutes(someFacts({ request }), words));
    expect(bare).toContain(words.basis.demand(request.authority ?? '', blank(6), blank(6)));
  });

  it('says when the written request of an emergency was added', () => {
    const request = { ...facts.request, isEmergency: true, letterAddedAtMs: facts.request.filedAtMs };
    const added = words.basis.letterAdded('').slice(0, 20);
    expect(wordsOf(minutes(someFacts({ request }), words))).toContain(added);
    expect(page).not.toContain(added);
  });

  it('has a line for each party, and for who made the copy, also in an emergency that nobody approved', () => {
    const { approver: _1, approvedAtMs: _2, authority: _3, ...unapproved } = facts.request;
    const urgent = someFacts({ agency: {}, request: { ...unapproved, isEmergency: true } });
    const [[, giver] = [], [, receiver] = []] = partsOf(minutes(urgent, words));
    for (const line of words.parties[0].lines) expect(giver).toContain(line);
    for (const line of words.parties[1].lines) expect(receiver).toContain(line);
    expect([giver, receiver].join()).not.toContain('()');
    expect(giver).not.toContain(facts.request.approver);
  });

  it('gives the times of a gap with their offset from UTC', () => {
    expect(page).toMatch(/\n21:17:30[.,]5 \+07:00 21\/11\/2026\n21:19:02[.,]0 \+07:00 21\/11\/2026\n/);
  });

  it('says how far off a clock was, how exact that is, and when it was measured', () => {
    expect(page).toMatch(/(chậm 60,0 s|60\.0 s behind) ± 0[.,]7 s\n[^\n]*10:20:05[.,]0 21\/11\/2026\n/);
    expect(page.split('±')).toHaveLength(2);
  });

  it('draws where the cameras hang and look, and a bar for each with its gaps', () => {
    const { blocks } = minutes(facts, words);
    const map = blocks.flatMap((block) => (block.kind === 'map' ? [block.map] : []))[0];
    expect(map?.circles).toEqual([{ centre: { lat: 21.01, lon: 107.3 }, radiusM: 150 }]);
    expect(map?.cameras).toEqual([{ lat: 21.0105, lon: 107.3008, bearingDeg: 215, label: '1' }]);
    expect(page).toContain(words.cameras.views.facing);
    const lanes = blocks.flatMap((block) => (block.kind === 'lanes' ? [block.lanes.lanes] : []))[0];
    expect(lanes?.map(({ missing }) => missing)).toEqual(facts.cameras.map(({ missing }) => missing));
  });

  it('says what was marked, shows the stills that were chosen, and prints the key where it is known', () => {
    const fingerprint = '7'.repeat(64);
    const still = {
      jpeg: Buffer.from('jpeg'),
      frameAtMs: facts.request.filedAtMs,
      errorMs: 250,
      sha256: '9'.repeat(64),
    };
    const cameraId = facts.cameras[0]?.id ?? ('' as never);
    const marks = [{ cameraId, atMs: facts.request.filedAtMs, note: 'Xe máy rẽ trái', still }];
    const head = { size: 1_204, rootSha256: '5'.repeat(64) };
    const key = { origin: 'ward/evidence/01', fingerprint, head };
    const paper = minutes(someFacts({ marks, key }), words);
    expect(wordsOf(paper)).toMatch(/1[.,]204 (?:bản ghi|records)/);
    expect(wordsOf(paper)).toContain(head.rootSha256);
    expect(wordsOf(paper)).toContain('Xe máy rẽ trái');
    expect(paper.blocks).toContainEqual({
      kind: 'digest',
      label: words.key.fingerprint,
      digits: fingerprint,
    });
    const [picture] = paper.blocks.filter(({ kind }) => kind === 'picture');
    expect(picture).toMatchObject({ jpeg: still.jpeg });
    expect(wordsOf(picture)).toContain(still.sha256);
    expect(wordsOf(picture)).toContain('± 250 ms');
    expect(page).not.toContain(words.marks.title);
    expect(page).not.toContain(words.key.title);
  });

  it('speaks of data as the server recorded them, never as the camera sent them', () => {
    expect(page).toMatch(
      /như máy chủ đã ghi, không phải như camera đã gửi|as the server recorded them, not as the camera/,
    );
  });
});

const minutesText = (papers: readonly BundleFile[], named: string): Promise<string> => {
  const source = papers.find(({ name }) => name === named)?.source;
  return pdfText(source?.kind === 'paper' ? source.content : Buffer.alloc(0));
};

const textsOf = (papers: readonly BundleFile[]): Map<string, string> =>
  new Map(
    papers.map(({ name, source }) => [
      name,
      source.kind === 'paper' ? Buffer.from(source.content).toString() : '',
    ]),
  );

const byName = (a: string, b: string): number => (a.slice(66) < b.slice(66) ? -1 : 1);

describe('when the papers are made', () => {
  const footage = [...facts.originals, ...facts.clips].map((file) => ({
    ...file,
    crc32: 0,
    source: { kind: 'paper' as const, content: Buffer.alloc(0) },
  }));
  let papers: readonly BundleFile[];

  beforeAll(async () => {
    papers = await papersOf(facts, footage, createPdfPrinter());
  });

  it('ends with the sums of everything before', () => {
    const [last, ...others] = papers.toReversed();
    const content = last?.source.kind === 'paper' ? Buffer.from(last.source.content).toString() : '';
    expect(last?.name).toBe('SHA256SUMS');
    expect(content.trim().split('\n')).toHaveLength(others.length + footage.length);
    for (const { name, sha256 } of others) expect(content).toContain(`${sha256}  ${name}\n`);
  });

  it('warns in both languages that some programs lose the gaps of a clip', () => {
    expect(textsOf(papers).get('README.txt')).toMatch(
      /bỏ mất chỗ trống đó.*gaps\.csv[\s\S]*lose that stretch[\s\S]*gaps\.csv count/,
    );
  });

  it('prints one sum that stands for every clip and original in the list', async () => {
    const content = textsOf(papers);
    const lines = content.get('SHA256SUMS')?.match(/^\w+ {2}(?:clip|segments)\/.*\n/gm) ?? [];
    expect(lines).toHaveLength(footage.length);
    const listed = createHash('sha256').update(lines.sort(byName).join('')).digest('hex');
    expect((await minutesText(papers, 'minutes-vi.pdf')).replaceAll(' ', '')).toContain(listed);
  });

  itUnless(
    programMissing('pdftotext', 'poppler-utils'),
    'keeps both lines of a sum together where a viewer copies the text by columns',
    async () => {
      const minutesVi = papers.find(({ name }) => name === 'minutes-vi.pdf');
      const content = minutesVi?.source.kind === 'paper' ? minutesVi.source.content : '';
      const copying = promisify(execFile)('pdftotext', ['-', '-']);
      copying.child.stdin?.end(content);
      const { stdout } = await copying;
      for (const { sha256 } of footage)
        expect(stdout).toContain(`${sha256.slice(0, 32)}\n${sha256.slice(32)}\n`);
    },
  );

  it('writes gaps in UTC for programs, and in local time and Vietnamese for an officer', () => {
    const [head, row] = textsOf(papers).get('gaps.csv')?.split('\r\n') ?? [];
    expect(head).toMatch(/camera_id,camera,from,to,seconds,reason,tu_gio_vn,den_gio_vn,ly_do$/);
    expect(row).toContain('2026-11-21T14:17:30.500Z,2026-11-21T14:19:02.000Z,91.500,offline');
    expect(row).toMatch(/"21:17:30,5 \+07:00 21\/11\/2026","21:19:02,0 \+07:00 21\/11\/2026",mất kết nối$/);
  });

  it('names nobody outside the minutes', async () => {
    for (const { name, source } of papers) {
      const content = source.kind === 'paper' ? Buffer.from(source.content) : Buffer.alloc(0);
      const text = name.endsWith('.pdf') ? await pdfText(content) : content.toString();
      expect(text.includes('Nguyễn Văn An'), name).toBe(name.startsWith('minutes'));
    }
  });
});

describe('when a length is spoken', () => {
  it.each([
    [0, '0:00:00.0'],
    [59_960, '0:01:00.0'],
    [3_600_000 + 61_449, '1:01:01.4'],
    [36_000_000, '10:00:00.0'],
  ])('%i ms is %s', (lengthMs, text) => {
    expect(spokenTime('en', 'UTC').length(lengthMs)).toBe(text);
    expect(spokenTime('vi', 'UTC').length(lengthMs)).toBe(text.replace('.', ','));
  });
});
