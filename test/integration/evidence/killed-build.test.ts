import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDiskStore } from '../../../src/adapters/disk/store/disk-store.ts';
import { formatInstant, newId, sha256Hex } from '../../../src/core/index.ts';
import { bundleContent, type ExportId, type FootageReader, layoutOf } from '../../../src/evidence/index.ts';
import { formatNoteKey } from '../../../src/log/index.ts';
import { type ObjectStore, segmentKeys } from '../../../src/objects/index.ts';
import { segmentMs } from '../../support/evd/footage.ts';
import { verdictOnZip } from '../../support/evd/verdict.ts';
import { testExportKey, testLogKey, trustOfTests } from '../../support/export-sealing.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { statementKey } from '../../support/scribe.ts';
import { unzipped } from '../../support/unzip.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import { approved } from '../api/filing.ts';
import { filmedBy } from '../api/filmed-footage.ts';
import { aCamera, aNeighbourhood } from '../api/ward-footage.ts';

const filmedMs = noonMs - 300_000;
const segments = 5;
const nodeId = newId('node', 0);
const here = (name: string) => new URL(name, import.meta.url).pathname;

let postgres: TestPostgres;
let api: TestApi;
let directory: string;
let store: ObjectStore;
let exportId: ExportId;

beforeAll(async () => {
  execFileSync(process.execPath, [here('../../../scripts/setup/compile-now.mjs')], { stdio: 'inherit' });
  postgres = await startPostgres();
  directory = await mkdtemp(join(tmpdir(), 'evidence-store-'));
  store = await openDiskStore({ directory, nodeId });
  api = await startApi(postgres);
  const camera = await aCamera(api, {
    name: 'Cột 14',
    neighbourhoodId: await aNeighbourhood(api, 'Khu phố 7'),
  });
  await filmedBy({ ...api, store }, camera, { picture: 'testsrc2', fromMs: filmedMs });
  const officer = await api.as('officer');
  const range = { from: formatInstant(filmedMs), to: formatInstant(filmedMs + segments * segmentMs) };
  const { body } = await approved(api, officer, { area: { cameras: [camera.id] }, ...range });
  exportId = (await officer.post(`/api/requests/${body.id}/exports`)).body.id as ExportId;
}, 300_000);
afterAll(async () => {
  await api?.close();
  await postgres?.stop();
  await rm(directory, { recursive: true, force: true });
});

/** Lets a process build until it says that something is kept, or done, and kills it. Answers what it said. */
async function killedAtFirstWord(): Promise<string[]> {
  const keys = {
    logKey: formatNoteKey(testLogKey),
    exportKey: formatNoteKey(testExportKey),
    statementKey: statementKey.toString('hex'),
  };
  const given = { databaseUrl: api.database.url, directory, nodeId, exportId, nowMs: noonMs, ...keys };
  const child = spawn(process.execPath, [here('builder.mjs'), JSON.stringify(given)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    child.kill('SIGKILL');
  }
  await exited;
  return lines;
}

describe('when whoever builds an export is killed with SIGKILL after every file', () => {
  it('goes on where it was, reads nothing twice, and the archive is whole', {
    timeout: 180_000,
  }, async () => {
    const kept: string[] = [];
    while ((await api.deps.exports.byId(exportId))?.state === 'building') {
      const lines = await killedAtFirstWord();
      expect(lines.length).toBeGreaterThan(0);
      kept.push(...lines.filter((line) => line.includes('/')));
    }
    // Originals, two pictures of each, their indexes, and the clip.
    expect(kept).toHaveLength(3 * segments + 2);
    expect(new Set(kept).size).toBe(kept.length);
    const zip = await archive();
    const files = await unzipped(zip);
    const read = [...files.keys()].filter((name) => /^(?:clip|index|pictures|segments)\//.test(name));
    expect(read.sort()).toEqual([...kept].sort());
    const { findings } = await verdictOnZip(zip, trustOfTests);
    expect(findings.map(({ what }) => what)).toEqual(['unwitnessed', 'time-self-asserted']);
    for (const line of files.get('SHA256SUMS')?.toString().trim().split('\n') ?? []) {
      const [sum, name = ''] = line.split('  ');
      expect(sha256Hex(files.get(name) ?? Buffer.alloc(0)), name).toBe(sum);
    }
  });
});

async function archive(): Promise<Buffer> {
  const manifest = await api.deps.exports.manifest(exportId);
  if (!manifest) throw new Error('the export is not ready');
  const layout = layoutOf(manifest);
  const range = { offsetBytes: 0, sizeBytes: layout.sizeBytes };
  const parts: Uint8Array[] = [];
  const stored: FootageReader['original'] = (segment, within) => store.get(segment.objectKey, within);
  const beside: FootageReader['beside'] = (segment, what, within) =>
    store.get(segmentKeys({ ...segment, startMs: segment.fromMs })[what], within);
  const read = bundleContent(manifest, layout, {
    range,
    read: { original: stored, clipPart: stored, beside },
  });
  for await (const part of read) parts.push(part);
  return Buffer.concat(parts);
}
