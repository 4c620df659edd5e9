import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPeople } from '../../scripts/demo/people.ts';
import { chromiumMissing } from '../support/chromium.ts';
import { raisedWard } from './raised-ward.ts';

const credit = '© The tile server of this test';

/** Pictures of one colour, and what was asked for. */
async function startTileServer(): Promise<{ server: Server; url: string; asked: string[] }> {
  const create = { width: 256, height: 256, channels: 3 as const, background: '#3a5' };
  const picture = await sharp({ create }).png().toBuffer();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe.skipIf(chromiumMissing)(
  `when a site has chosen a tile server (${chromiumMissing ?? 'Chromium'})`,
  () => {
    let tiles: Awaited<ReturnType<typeof startTileServer>>;
    const raised = raisedWard({ cameras: 1, firstAddress: '127.20.75.1' }, async () => {
      tiles = await startTileServer();
      return { MINHCHUNG_MAP_TILES: `${tiles.url}/{z}/{x}/{y}.png`, MINHCHUNG_MAP_CREDIT: credit };
    });
    let people: Awaited<ReturnType<typeof createPeople>>['accounts'];

    beforeAll(async () => {
      const { url, setupToken } = raised.demo.service;
      people = (await createPeople(url, setupToken ?? '')).accounts;
    });
    afterAll(() => {
      tiles.server.close();
    });

    it('lays its pictures below the map, names whom they are from, and lets the page load nothing else from there', async () => {
      const { page, complaints } = await raised.seat('vi', people.officer);
      await page.goto('/find?near=21.01,107.35');
      await page.getByText(credit).waitFor();
      const drawn = `[...document.querySelectorAll('img.leaflet-tile')].filter((tile) => tile.naturalWidth === 256).length`;
      await expect.poll(() => page.evaluate<number>(drawn)).toBeGreaterThan(3);
      expect(tiles.asked.length).toBeGreaterThan(3);
      for (const path of tiles.asked) expect(path).toMatch(/^\/\d+\/\d+\/\d+\.png$/);
      expect(complaints).toEqual([]);
      await page.evaluate(`fetch('${tiles.url}/secret').catch(() => undefined)`);
      expect(tiles.asked).not.toContain('/secret');
      await expect.poll(() => complaints.join()).toContain('connect-src');
    });
  },
);
