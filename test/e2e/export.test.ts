import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRequest } from '../../scripts/demo/filing.ts';
import { type CameraFootage, lookUpNear } from '../../scripts/demo/footage.ts';
import { Progress } from '../../scripts/demo/progress.ts';
import { type Demo, startDemo } from '../../scripts/demo/start-demo.ts';
import { type EnrolledWard, enrolWard, footageOfAll } from '../../scripts/demo/steps.ts';
import { until } from '../../scripts/demo/until.ts';
import { clockErrorMs, decodeClocks } from '../../scripts/ward/index.ts';
import type { ExportSizes } from '../../src/client/index.ts';
import { sha256Hex } from '../../src/core/index.ts';
import { unlistedNames } from '../../src/verify/index.ts';
import { verdictOnZip } from '../support/evd/verdict.ts';
import { pdfText } from '../support/pdf-text.ts';
import { minFrames, recordedMsOf } from '../support/recorded.ts';
import { unzipInto } from '../support/unzip.ts';

const clockToleranceMs = 200;
/** For so long the second camera is away. */
const downMs = 8_000;
const marginMs = 15_000;

interface Ready {
  readonly id: string;
  readonly state: string;
  readonly progress: { readonly faults: number };
  readonly archive?: { readonly sizeBytes: number };
}

describe('when an officer exports what two cameras saw, one of which was away for a while', () => {
  let demo: Demo;
  let enrolled: EnrolledWard;
  let seen: readonly CameraFootage[];
  let folder: string;
  /** Before it was ordered. */
  let sizes: ExportSizes;
  let zip: Buffer;
  /** Its path. */
  let exported: string;
  let files: ReadonlyMap<string, Buffer>;
  /** Of the camera that stayed, and of the one that was away. */
  let [steady, away] = ['', ''];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'export-'));
    demo = await startDemo({
      ward: { cameras: 2, firstAddress: '127.20.92.1' },
      store: 'disk',
      segmentSeconds: 10,
      onLine: () => {},
    });
    enrolled = await enrolWard(demo, new Progress(() => {}));
    const { people, cameras: all } = enrolled;
    const [first, second] = all;
    if (!first || !second) throw new Error('two cameras are needed');
    [steady, away] = [first.id, second.id];
    await footageOfAll(people.officer, all, marginMs + 5_000);
    const range = { fromMs: Date.now() - marginMs, toMs: Date.now() + downMs + 2 * marginMs };
    await demo.ward.command(second.facts.number, { do: 'reboot', downMs });
    seen = await until(
      async () => {
        const found = await lookUpNear(people.officer, first.facts, range);
        const isIn = found.every(({ open, spans }) => open.length === 0 && spans.length > 0);
        return found.length === 2 && Date.now() > range.toMs && isIn ? found : undefined;
      },
      { what: 'everything of the range in the catalogue', withinMs: 180_000, everyMs: 1_000 },
    );
    const cameras = all.map(({ id }) => id);
    const request = await openRequest(people, { caseNumber: 'E2E-92', cameras, ...range });
    sizes = await people.officer.get<ExportSizes>(`/api/requests/${request}/export-sizes`);
    zip = await downloaded(`/api/requests/${request}/exports`);
    files = await unzipInto(folder, zip);
  });

  afterAll(async () => {
    await demo?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Orders it, waits until it is built, and downloads it in two halves. */
  async function downloaded(path: string): Promise<Buffer> {
    const { officer } = enrolled.people;
    const { id } = await officer.post<Ready>(path, {});
    exported = `${path}/${id}`;
    const ready = await until(
      async () => {
        const now = await officer.get<Ready>(`${path}/${id}`);
        return now.state === 'building' ? undefined : now;
      },
      { what: 'the export is built', withinMs: 60_000 },
    );
    expect(ready).toMatchObject({ state: 'ready', progress: { faults: 0 } });
    const sizeBytes = ready.archive?.sizeBytes ?? 0;
    const half = Math.floor(sizeBytes / 2);
    const zip = `${path}/${id}/archive.zip`;
    const first = await officer.range(zip, `bytes=0-${half - 1}`);
    const second = await officer.range(zip, `bytes=${half}-`);
    expect([first.status, second.status]).toEqual([206, 206]);
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    return Buffer.concat([first.bytes, second.bytes]);
  }

  it('is as large as was told before it was ordered, within a tenth', async () => {
    const told = sizes.cameras.map((each) => each.originalBytes + each.clipBytes + each.besideBytes);
    const estimate = told.reduce((sum, bytes) => sum + bytes, sizes.paperBytes);
    expect(estimate / zip.length).toBeGreaterThan(0.9);
    expect(estimate / zip.length).toBeLessThan(1.1);
  });

  it('passes `sha256sum -c SHA256SUMS`, which has every file that the manifest lists', async () => {
    const { stdout } = await promisify(execFile)('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder });
    const unlisted = Object.values(unlistedNames).filter((name) => files.has(name));
    expect(unlisted).toHaveLength(6);
    expect(stdout.match(/: OK$/gm)).toHaveLength(files.size - 1 - unlisted.length);
  });

  it('is found unchanged by the verifier, with the keys of the installation', async () => {
    const key = async (name: string) =>
      (await readFile(join(demo.dataDir, 'keys', `${name}.vkey`), 'utf8')).trim();
    const trusted = { log: [await key('log')], export: [await key('export')], witnesses: [] };
    const { status, findings } = await verdictOnZip(zip, trusted);
    const known = ['gap', 'unwitnessed', 'time-self-asserted'];
    expect(findings.filter(({ what }) => !known.includes(what))).toEqual([]);
    expect(status).toBe(3);
  });

  it('is acknowledged by its recipient, who has no account, with the digest of its manifest', async () => {
    const { officer } = enrolled.people;
    const to = { name: 'Trần Văn Bình', agency: 'Công an tỉnh Hoa Sim', paper: '118/GGT-CATP' };
    const { token } = await officer.post<{ readonly token: string }>(`${exported}/hand-over-links`, to);
    const manifestSha256 = sha256Hex(files.get(unlistedNames.manifest) ?? Buffer.alloc(0));
    const { status } = await fetch(`${demo.service.url}/api/hand-over/confirm`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, name: to.name, sha256: manifestSha256 }),
    });
    expect(status).toBe(201);
    expect(await officer.get<Ready>(exported)).toMatchObject({
      archive: { manifestSha256 },
      handOvers: [{ recipient: to, acknowledged: { how: 'link', signer: to.name, manifestSha256 } }],
    });
  });

  it('has originals that are those of the store, byte for byte', async () => {
    for (const camera of [steady, away]) {
      const stored = await storedOriginals(join(demo.dataDir, 'store', 'objects', 'segments', camera));
      const taken = [...files].filter(([name]) => name.startsWith(`segments/${camera}/`));
      expect(taken.length).toBeGreaterThan(2);
      for (const [name, bytes] of taken)
        expect(
          stored.some((each) => each.equals(bytes)),
          name,
        ).toBe(true);
    }
  });

  it('has clips whose every frame shows the time that the minutes give it', async () => {
    for (const camera of [steady, away]) {
      const frames = await clipFrames(camera);
      const recordedMs = recordedMsOf(seen, camera);
      expect(recordedMs).toBeGreaterThan(marginMs);
      expect(frames.length).toBeGreaterThan(minFrames(recordedMs));
      for (const { wallMs, loopMs } of frames)
        expect(Math.abs(clockErrorMs(loopMs, wallMs))).toBeLessThanOrEqual(clockToleranceMs);
    }
  });

  it('keeps the gap visible in the clip, for as long as the minutes say, and says why', async () => {
    const wallMs = (await clipFrames(away)).map((frame) => frame.wallMs);
    const gaps = await minutesGaps();
    expect(gaps.length).toBeGreaterThanOrEqual(1);
    const longest = gaps.reduce((most, gap) =>
      gap.toMs - gap.fromMs > most.toMs - most.fromMs ? gap : most,
    );
    expect(longest.toMs - longest.fromMs).toBeGreaterThan(downMs - 2_000);
    expect(longest.reason).toBe('offline');
    const last = Math.max(...wallMs.filter((ms) => ms < longest.toMs - clockToleranceMs));
    const next = Math.min(...wallMs.filter((ms) => ms > last));
    expect(Math.abs(last - longest.fromMs)).toBeLessThanOrEqual(clockToleranceMs);
    expect(Math.abs(next - longest.toMs)).toBeLessThanOrEqual(clockToleranceMs);
  });

  interface ShownFrame {
    readonly wallMs: number;
    readonly loopMs: number;
  }

  /** By the clip's own timeline and the origin that the request names. */
  async function clipFrames(camera: string): Promise<ShownFrame[]> {
    const { clipOrigin } = JSON.parse(files.get('request.json')?.toString() ?? '') as { clipOrigin: string };
    const input = join(folder, 'clip', `${camera}.mp4`);
    const frames = await decodeClocks({ input, inputOptions: ['-copyts'] });
    return frames.map(({ ptsMs, loopMs }) => ({
      wallMs: Date.parse(clipOrigin) + ptsMs,
      loopMs: loopMs ?? Number.NaN,
    }));
  }

  /** As a person reads them in the table of gaps; the last word of a row is its reason. */
  async function minutesGaps(): Promise<{ fromMs: number; toMs: number; reason: string }[]> {
    const text = await pdfText(files.get('minutes-en.pdf') ?? Buffer.alloc(0));
    const time = String.raw`(\d\d:\d\d:\d\d\.\d) ([+-]\d\d:\d\d) (\d\d)\/(\d\d)\/(\d{4})`;
    const rows = [...text.matchAll(new RegExp(`${time} ${time} \\d+:\\d\\d:\\d\\d\\.\\d (\\S+)`, 'g'))];
    const instant = ([clock, offset, day, month, year]: readonly string[]) =>
      Date.parse(`${year}-${month}-${day}T${clock}${offset}`);
    return rows.map(([, ...parts]) => ({
      fromMs: instant(parts.slice(0, 5)),
      toMs: instant(parts.slice(5, 10)),
      reason: parts[10] ?? '',
    }));
  }
});

async function storedOriginals(directory: string): Promise<Buffer[]> {
  const names = await readdir(directory, { recursive: true });
  return Promise.all(
    names.filter((name) => name.endsWith('.mp4')).map((name) => readFile(join(directory, name))),
  );
}
