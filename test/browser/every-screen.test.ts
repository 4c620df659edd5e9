import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { discover } from '../../scripts/demo/enrol.ts';
import { enterAuditor } from '../../scripts/demo/people.ts';
import { chromiumMissing, type Language, type Visitor } from '../support/chromium.ts';
import { seriousFaults } from './accessibility.ts';
import { type Person, words } from './acts.ts';
import { type AskedRange, type MarketCorner, settleMarketCorner } from './market-corner.ts';
import { raisedWard } from './raised-ward.ts';
import { keepScreenPicture, keepText, screenshotFolder } from './screenshots.ts';

type Role = 'officer' | 'custodian' | 'auditor' | 'technician' | 'admin';

/** A screen as one of its roles sees it. In `path` stand `:camera`, `:request`, `:discovery` and `:query` for what the ward has. */
interface Walked {
  readonly name: string;
  readonly path: string;
}

/** The widths of a desk, of a tablet and of a phone, in CSS pixels. */
const widths = [1440, 1024, 390];

const walks: Readonly<Record<Role, readonly Walked[]>> = {
  officer: [
    { name: 'find', path: '/find?:query' },
    { name: 'my-requests', path: '/requests' },
    { name: 'request-open', path: '/requests/:request' },
    { name: 'account', path: '/account' },
  ],
  custodian: [
    { name: 'inbox', path: '/inbox' },
    { name: 'deputies', path: '/inbox/deputies' },
    { name: 'requests', path: '/requests' },
    { name: 'request-submitted', path: '/requests/:request' },
    { name: 'policies', path: '/policies' },
    { name: 'holds', path: '/holds' },
    { name: 'contributors', path: '/contributors' },
    { name: 'contributor', path: '/contributors/:camera' },
  ],
  auditor: [
    { name: 'audit', path: '/audit' },
    { name: 'audit-coverage', path: '/audit/coverage?:query' },
    { name: 'month-report', path: '/audit/month' },
  ],
  technician: [
    { name: 'cameras', path: '/cameras' },
    { name: 'camera', path: '/cameras/:camera' },
    { name: 'enrolment', path: '/cameras/new' },
    { name: 'discovery', path: '/discovery?id=:discovery' },
    { name: 'import', path: '/import' },
    { name: 'system', path: '/system' },
  ],
  admin: [
    { name: 'users', path: '/users' },
    { name: 'first-steps', path: '/start' },
    { name: 'rights', path: '/rights' },
    { name: 'jobs', path: '/system/jobs' },
    { name: 'founding', path: '/founding' },
    { name: 'proposals', path: '/proposals' },
    { name: 'sites', path: '/sites' },
  ],
};

/** The page of all screens: for each its pictures, and the one that is shown links to the others. */
const pictures = [
  '# The screens of the console',
  '',
  '`test/browser/every-screen.test.ts` makes this page and its pictures, as the main page says: a simulated ward, in',
  'Vietnamese and English, at 1440 and 390 px.',
  ...Object.entries(walks).flatMap(([role, screens]) => [
    '',
    `## What the ${role} sees`,
    ...screens.flatMap(({ name }) => [
      '',
      `**${name}**: [English](screens/${name}-1440-en.webp), [on a phone](screens/${name}-390-vi.webp)`,
      '',
      `![${name}, in Vietnamese](screens/${name}-1440-vi.webp)`,
    ]),
  ]),
  '',
].join('\n');

/** Real service with a market corner and an approved request, real browser; every screen is seen by a role that works with it. */
describe.skipIf(chromiumMissing)(`when every screen is walked (${chromiumMissing ?? 'Chromium'})`, () => {
  const raised = raisedWard({ cameras: 5, firstAddress: '127.20.108.1' });
  let corner: MarketCorner;
  let auditor: Person;
  let request: string;
  let query: string;
  let discovery: string;

  beforeAll(async () => {
    corner = await settleMarketCorner(raised.demo);
    auditor = await enterAuditor(raised.demo.service.url, corner.people);
    ({ id: discovery } = await discover(corner.people.technician));
    const asked = await corner.recordedMinute();
    request = await corner.request(asked);
    query = `${new URLSearchParams({ from: asked.from, to: asked.to, near: corner.market, place: 'Chợ Cẩm Thịnh' })}`;
    await fileWaiting(asked);
  });

  /** One more request, which the custodian has not decided yet. */
  const fileWaiting = async ({ from, to }: AskedRange): Promise<void> => {
    await corner.people.officer.post('/api/requests', {
      caseNumber: 'VV-2',
      authority: 'Công an phường Cẩm Thịnh',
      legalBasis: 'BLTTHS Điều 88',
      letter: { number: '45/YC-CAP', day: '2024-05-20' },
      purpose: 'Xác minh vụ mất xe máy tại cổng chợ',
      area: { cameras: [corner.cameraId('Cổng chợ'), corner.cameraId('Ngõ 5')] },
      from,
      to,
    });
  };

  /** At a screen of their own; the notice that their link was used is read. */
  const seated = async (language: Language, role: Role): Promise<Visitor> => {
    const visitor = await raised.seat(language, personOf(role));
    const { page } = visitor;
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    const read = page.getByRole('button', { name: words[language].link.itWasMe, exact: true });
    if (await read.isVisible()) await read.click();
    return visitor;
  };

  const personOf = (role: Role): Person => (role === 'auditor' ? auditor : corner.people.accounts[role]);

  const pathOf = ({ path }: Walked): string =>
    path
      .replace(':camera', corner.cameraId('Cổng chợ'))
      .replace(':request', request)
      .replace(':query', query)
      .replace(':discovery', discovery);

  it('walks to each screen that the console has', async () => {
    const source = await readFile(join(import.meta.dirname, '../../src/web/app/screens.tsx'), 'utf8');
    const paths = [...source.matchAll(/path: \/(\S+?)\/,/g)].map(([, path = '']) => new RegExp(path));
    expect(paths.length).toBeGreaterThan(20);
    const walked = Object.values(walks)
      .flat()
      .map((each) => pathOf(each).replace(/\?.*/, ''));
    expect(paths.filter((path) => !walked.some((each) => path.test(each)))).toEqual([]);
  });

  it('has a page of pictures that shows each of them', async () => {
    await keepText(pictures, 'README.md');
    expect(await readFile(join(screenshotFolder, 'README.md'), 'utf8')).toBe(pictures);
  });

  it.each(Object.keys(walks) as Role[])(
    'has no serious fault and nothing beyond the edge at three widths: %s',
    async (role) => {
      const { page, complaints } = await seated('vi', role);
      for (const screen of walks[role]) {
        await open(page, pathOf(screen));
        for (const width of widths) {
          await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
          expect([screen.name, width, await seriousFaults(page)]).toEqual([screen.name, width, []]);
          expect([screen.name, width, await beyondTheEdge(page)]).toEqual([screen.name, width, 0]);
          if (width === 390) expect([screen.name, await cellsOffTheEdge(page)]).toEqual([screen.name, []]);
          if (width !== 1024) await keepScreenPicture(page, `${screen.name}-${width}-vi`);
        }
      }
      expect(complaints).toEqual([]);
    },
  );

  it.each(Object.keys(walks) as Role[])('shows nothing beyond the edge in English: %s', async (role) => {
    const { page, complaints } = await seated('en', role);
    for (const screen of walks[role]) {
      await open(page, pathOf(screen));
      await keepScreenPicture(page, `${screen.name}-1440-en`);
      await page.setViewportSize({ width: 390, height: 844 });
      expect([screen.name, await beyondTheEdge(page)]).toEqual([screen.name, 0]);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    expect(complaints).toEqual([]);
  });
});

/** Opens a screen and waits until its code and its content have come. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await expect.poll(() => page.locator('.skeleton').count()).toBe(0);
  // A picture has come where there is one.
  await expect
    .poll(() =>
      page.evaluate(`[...document.querySelectorAll('video')].every((video) => video.readyState >= 2)`),
    )
    .toBe(true);
}

/** By how many CSS pixels the page is wider than its window. */
const beyondTheEdge = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** Cells of cards whose text does not begin at the edge of their card: their alignment. */
const cellsOffTheEdge = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('table.cards td')]
    .map((cell) => getComputedStyle(cell).textAlign)
    .filter((align) => align !== 'start' && align !== 'left')`);
