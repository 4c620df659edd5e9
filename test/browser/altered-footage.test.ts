import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openRequest } from '../../scripts/demo/filing.ts';
import { createPeople, type People } from '../../scripts/demo/people.ts';
import { until } from '../../scripts/demo/until.ts';
import { bringMap } from '../../scripts/demo/ward-map.ts';
import { openPool } from '../../src/adapters/postgres/database.ts';
import type { TimeRange } from '../../src/client/index.ts';
import { clockText } from '../../src/web/time/format.ts';
import { chromiumMissing } from '../support/chromium.ts';
import { databaseUrlOf } from '../support/service-database.ts';
import { seriousFaults } from './accessibility.ts';
import { words } from './acts.ts';
import { shownMs } from './drawn-frame.ts';
import { raisedWard } from './raised-ward.ts';

/** hls.js takes a playlist to which more is added otherwise than a whole one. */
const screens = [
  ['vi', 1440, 'live'],
  ['en', 1440, 'past'],
  ['vi', 390, 'past'],
  ['en', 390, 'live'],
] as const;
/** Five segments. */
const filmedMs = 25_000;

/** Real service, one simulated camera; the row of one of its segments is edited by SQL. */
describe.skipIf(chromiumMissing)(
  `when footage is not what was recorded (${chromiumMissing ?? 'Chromium'})`,
  () => {
    const raised = raisedWard({ cameras: 1, firstAddress: '127.20.93.1' });
    let people: People;
    let requests: Readonly<Record<'live' | 'past', string>>;
    let altered: { readonly fromMs: number; readonly toMs: number };

    beforeAll(async () => {
      const { service, ward } = raised.demo;
      people = await createPeople(service.url, service.setupToken ?? '');
      await bringMap(people.technician);
      const id = await hung(people, ward.cameras[0]);
      const { from } = await filmed(people, id);
      const fromMs = Math.ceil(Date.parse(from) / 1_000) * 1_000;
      const requested = (caseNumber: string, toMs: number) =>
        openRequest(people, { caseNumber, cameras: [id], fromMs, toMs });
      requests = {
        live: await requested('VV-dang-ghi', Date.now() + 1_800_000),
        past: await requested('VV-da-ghi', fromMs + filmedMs),
      };
      altered = await secondSegmentAltered();
    });

    async function secondSegmentAltered(): Promise<typeof altered> {
      const pool = openPool(await databaseUrlOf(raised.demo.dataDir), () => {});
      const { rows } = await pool.query<typeof altered>(
        `update segment set sha256 = repeat('0', 64)
         where (stream_id, start_ms) in (select stream_id, start_ms from segment order by start_ms limit 1 offset 1)
         returning start_ms::float8 as "fromMs", end_ms::float8 as "toMs"`,
      );
      await pool.end();
      if (!rows[0]) throw new Error('there is no second segment');
      return rows[0];
    }

    it.each(screens)(
      'says which time it is, what to do, and goes on behind it (%s, %i px, %s)',
      async (language, width, kind) => {
        const { page, complaints } = await raised.seat(language, people.accounts.officer, width);
        const { records } = words[language];
        await page.goto(`/requests/${requests[kind]}?t=${new Date(altered.fromMs + 1_000).toISOString()}`);
        const list = page.locator('.watch .lanes-figure').getByRole('alert');
        await list.getByText(records.kinds.segment).waitFor();
        expect(await list.textContent()).toContain(records.remedy);
        const refusal = page.locator('.player').getByRole('alert');
        await refusal.waitFor();
        const said = await refusal.textContent();
        expect(said).toContain(words[language].problems['segment-altered'].cause);
        expect(said).toContain(clockText(altered.fromMs));
        const legend = page.locator('.watch .lanes-figure .legend');
        await legend.getByText(records.recordedSealed).waitFor();
        await legend.getByText(records.altered).waitFor();
        // What comes in is not sealed yet, for a while.
        if (kind === 'live') await legend.getByText(records.pending).waitFor();
        expect(await seriousFaults(page)).toEqual([]);

        await refusal.getByRole('button').click();
        await page.locator('[data-frame-ms]').waitFor();
        await page.keyboard.press('k');
        expect(await shownMs(page)).toBeGreaterThanOrEqual(altered.toMs);
        await page.locator('.player-standing', { hasText: records.sealed }).waitFor();
        expect(await seriousFaults(page)).toEqual([]);
        await readTable(page, records.kinds.segment);

        const [from, to] = [altered.fromMs - 2_000, altered.toMs + 8_000].map((ms) =>
          new Date(ms).toISOString(),
        );
        const place = new URLSearchParams({
          near: '10.5,106.5',
          radius: '200',
          from: from ?? '',
          to: to ?? '',
        });
        await page.goto(`/find?${place.toString()}`);
        await page.locator('.lanes-figure').getByRole('alert').getByText(records.kinds.segment).waitFor();
        expect(await seriousFaults(page)).toEqual([]);
        expect(complaints).toEqual([]);
      },
    );
  },
);

async function readTable(page: Page, text: string): Promise<void> {
  const table = page.locator('.watch .lanes-figure details');
  await table.locator('summary').click();
  await table.getByText(text).waitFor();
}

async function hung(
  { technician: { api } }: People,
  camera:
    | { readonly rtspUrls: { readonly main: string }; readonly user: string; readonly password: string }
    | undefined,
): Promise<string> {
  if (!camera) throw new Error('the ward has no camera');
  const { neighbourhoods } = await api.listNeighbourhoods();
  const { id } = await api.registerCamera({
    url: camera.rtspUrls.main,
    user: camera.user,
    password: camera.password,
    name: 'Cột 14',
    neighbourhoodId: neighbourhoods[0]?.id ?? '',
    place: { lat: 10.5, lon: 106.5, bearingDeg: 0, fieldOfViewDeg: 80 },
    purpose: 'An ninh trật tự khu phố',
    notice: { text: 'Khu vực có camera an ninh', postedOn: '2026-11-01' },
  });
  return id;
}

/** The first stretch of the camera, once it is long enough. */
function filmed({ officer: { api } }: People, camera: string): Promise<TimeRange> {
  return until(
    async () => {
      const [from, to] = [Date.now() - 900_000, Date.now()].map((ms) => new Date(ms).toISOString());
      const { cameras } = await api.lookUpFootage({ camera, from: from ?? '', to: to ?? '' });
      const span = cameras[0]?.spans[0];
      return span && Date.parse(span.to) - Date.parse(span.from) >= filmedMs ? span : undefined;
    },
    { what: `${filmedMs / 1_000} s of ${camera}`, withinMs: 100_000, everyMs: 500 },
  );
}
