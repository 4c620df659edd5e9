/**
 * Measures the cost of a ward: raw clients in this process read every camera's main stream while the ward
 * runs in another. `node dist/scripts/ward/measure.js [cameras] [seconds]` prints a table and a last line of
 * JSON.
 */
import { setTimeout as after } from 'node:timers/promises';
import { processCost } from './measure/process-cost.ts';
import { RawClient } from './measure/raw-client.ts';
import { startWardProcess } from './ward-process.ts';

const SETTLE_MS = 3000;
const cameras = Number(process.argv[2] ?? 190);
const seconds = Number(process.argv[3] ?? 30);

const ward = await startWardProcess({
  cameras,
  discovery: false,
  rtspPort: 0,
  httpPort: 0,
  sessionTimeoutMs: 3_600_000,
});
const pid = ward.pid ?? 0;
const clients = ward.cameras.map((camera) => new RawClient(camera));
for (const client of clients) await client.play();
await after(SETTLE_MS);
const before = {
  cost: await processCost(pid),
  ...totals(),
  own: process.cpuUsage(),
  atMs: performance.now(),
};
await after(seconds * 1000);
const own = process.cpuUsage(before.own);
const [cost, now, tookS] = [await processCost(pid), totals(), (performance.now() - before.atMs) / 1000];
for (const client of clients) client.close();
await ward.stop();

const result = {
  bench: 'ward',
  cameras,
  seconds: round(tookS),
  wardCores: round((cost.cpuSeconds - before.cost.cpuSeconds) / tookS),
  wardPssMb: round(cost.pssBytes / 1e6),
  readerCores: round((own.user + own.system) / 1e6 / tookS),
  mbitPerS: round(((now.bytes - before.bytes) * 8) / 1e6 / tookS),
  framesPerCameraS: round((now.frames - before.frames) / cameras / tookS),
  sequenceJumps: now.jumps,
};
console.table(result);
console.log(JSON.stringify(result));

function totals() {
  const sum = (of: (client: RawClient) => number) => clients.reduce((total, client) => total + of(client), 0);
  return { bytes: sum((c) => c.bytes), frames: sum((c) => c.frames), jumps: sum((c) => c.jumps) };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
