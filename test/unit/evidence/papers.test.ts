import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BundleFile } from '../../../src/evidence/bundle/manifest.ts';
import { minutes } from '../../../src/evidence/papers/minutes.ts';
import { minutesEn } from '../../../src/evidence/papers/minutes-en.ts';
import { minutesVi } from '../../../src/evidence/papers/minutes-vi.ts';
import { papersOf } from '../../../src/evidence/papers/papers.ts';
import { spokenTime } from '../../../src/print/spoken-time.ts';
import { someFacts } from './facts.ts';

const facts = someFacts();

describe.each([
  ['Vietnamese', minutesVi],
  ['English', minutesEn],
])('when the minutes are written in %s', (_, words) => {
  const page = minutes(facts, words);

  it('names every file with its sum, every gap with its reason, and what is faulty', () => {
    for (const { sha256, name } of [...facts.clips, ...facts.originals]) {
      expect(page).toContain(`${sha256.slice(0, 32)}<br>${sha256.slice(32)}`);
      expect(page).toContain(`<td>${name.split('/').at(-1)}</td>`);
    }
    expect(page).toContain(words.gaps.reasons.offline);
    expect(page).toMatch(/0:01:31[.,]5/);
    expect(page).toContain(words.faults.kinds.altered);
  });

  it('escapes what people wrote', () => {
    expect(page).toContain('cổng chợ &lt;tối 21/11&gt;');
    const evil = someFacts({ request: { ...facts.request, caseNumber: '<script>alert(1)</script>' } });
    expect(minutes(evil, words)).not.toContain('<script');
  });

  it('begins with the office that hands over, and leaves dots where none is set', () => {
    expect(page).toContain('Ủy ban nhân dân tỉnh &lt;A&gt;');
    expect(page).toContain(words.head.dated('Hoa Sim'));
    expect(minutes(someFacts({ agency: {} }), words)).toContain(words.head.agency);
  });

  it('names the approver in the basis, and nobody as a party', () => {
    const parts = page.split('<h2>');
    expect(parts.find((part) => part.startsWith(words.basis.title))).toContain('Trần Thị Bình');
    expect(parts.at(-3)).not.toContain('Trần Thị Bình');
    expect(page).not.toContain(words.basis.emergency);
    const urgent = { ...facts.request, isEmergency: true };
    expect(minutes(someFacts({ request: urgent }), words)).toContain(words.basis.emergency);
    const signed = { ...urgent, countersignature: { by: 'Lê Văn Cường', atMs: facts.request.filedAtMs } };
    expect(minutes(someFacts({ request: signed }), words)).toMatch(/Lê Văn Cường[^<]* \d\d:/);
    for (const said of Object.values(words.basis.sameStation)) expect(page).not.toContain(said);
    const near = { ...facts.request, approvalStation: 'browser' } as const;
    expect(minutes(someFacts({ request: near }), words)).toContain(words.basis.sameStation.browser);
  });

  it('has a line for each party, and for who made the copy, also in an emergency that nobody approved', () => {
    const { approver: _1, approvedAtMs: _2, authority: _3, ...unapproved } = facts.request;
    const urgent = someFacts({ agency: {}, request: { ...unapproved, isEmergency: true } });
    const [, giver = '', receiver = ''] = minutes(urgent, words).split('<h2>');
    for (const line of words.parties[0].lines) expect(giver).toContain(line);
    for (const line of words.parties[1].lines) expect(receiver).toContain(line);
    expect([giver, receiver].join()).not.toContain('()');
    expect(giver).not.toContain(facts.request.approver);
  });

  it('gives every time in the zone for people and in UTC for programs', () => {
    expect(page).toMatch(/<time datetime="2026-11-21T14:17:30\.500Z">21:17:30[.,]5 21\/11\/2026<\/time>/);
  });

  it('needs nothing but itself', () => {
    expect(page).not.toMatch(/(?:src|href)=|url\(|@import/);
  });
});

const textsOf = (papers: readonly BundleFile[]): Map<string, string> =>
  new Map(
    papers.map(({ name, source }) => [
      name,
      source.kind === 'paper' ? Buffer.from(source.content).toString() : '',
    ]),
  );

const byName = (a: string, b: string): number => (a.slice(66) < b.slice(66) ? -1 : 1);

describe('when the papers are made', () => {
  it('ends with the sums of everything before', async () => {
    const footage = facts.clips.map((clip) => ({ ...clip, crc32: 0 }));
    const papers = await papersOf(
      facts,
      footage.map((file) => ({ ...file, source: { kind: 'paper', content: Buffer.alloc(0) } })),
    );
    const [last, ...others] = papers.toReversed();
    const content = last?.source.kind === 'paper' ? Buffer.from(last.source.content).toString() : '';
    expect(last?.name).toBe('SHA256SUMS');
    expect(content.trim().split('\n')).toHaveLength(others.length + footage.length);
    for (const { name, sha256 } of others) expect(content).toContain(`${sha256}  ${name}\n`);
  });

  it('prints one sum that stands for every clip and original in the list', async () => {
    const footage = [...facts.originals, ...facts.clips].map((file) => ({
      ...file,
      crc32: 0,
      source: { kind: 'paper' as const, content: Buffer.alloc(0) },
    }));
    const content = textsOf(await papersOf(facts, footage));
    const lines = content.get('SHA256SUMS')?.match(/^\w+ {2}(?:clip|segments)\/.*\n/gm) ?? [];
    expect(lines).toHaveLength(footage.length);
    const listed = createHash('sha256').update(lines.sort(byName).join('')).digest('hex');
    expect(content.get('minutes-vi.html')?.replaceAll(' ', '')).toContain(listed);
  });

  it('writes gaps in UTC for programs, and in local time and Vietnamese for an officer', async () => {
    const [head, row] =
      textsOf(await papersOf(facts, []))
        .get('gaps.csv')
        ?.split('\r\n') ?? [];
    expect(head).toMatch(/camera_id,camera,from,to,seconds,reason,tu_gio_vn,den_gio_vn,ly_do$/);
    expect(row).toContain('2026-11-21T14:17:30.500Z,2026-11-21T14:19:02.000Z,91.500,offline');
    expect(row).toMatch(/"21:17:30,5 21\/11\/2026","21:19:02,0 21\/11\/2026",mất kết nối$/);
  });

  it('names nobody outside the minutes', async () => {
    for (const { name, source } of await papersOf(facts, [])) {
      const text = source.kind === 'paper' ? Buffer.from(source.content).toString() : '';
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
