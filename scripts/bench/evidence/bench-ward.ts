import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { minuteMs } from '../../../src/core/index.ts';
import type { ApiClient } from '../../demo/api-client.ts';
import { openRequest } from '../../demo/filing.ts';
import { recordedStretch } from '../../demo/footage.ts';
import type { Progress } from '../../demo/progress.ts';
import { type Demo, startDemo } from '../../demo/start-demo.ts';
import { enrolWard, footageOfAll } from '../../demo/steps.ts';

/** A whole service with an approved request, whose cameras are paused. */
export interface BenchWard {
  readonly demo: Demo;
  readonly officer: ApiClient;
  /** `/api/requests/<id>/exports`. */
  readonly exportsPath: string;
  /** The policy file by which its bundles are verified. */
  readonly policy: string;
}

/** Simulated cameras are recorded for that many minutes, in segments of a minute. The caller stops the demo. */
export async function raiseBenchWard(
  { cameras, minutes }: { readonly cameras: number; readonly minutes: number },
  progress: Progress,
): Promise<BenchWard> {
  const demo = await startDemo({
    ward: { cameras, maxSessions: 8 },
    store: 'disk',
    segmentSeconds: 60,
    onLine: (name, line) => {
      if (name === 'supervisor' || /"level":(40|50|60)/.test(line)) console.error(`${name}: ${line}`);
    },
    onProgress: (text) => progress.say(text),
  });
  try {
    const { people, cameras: enrolled } = await enrolWard(demo, progress);
    const wantedMs = minutes * minuteMs;
    const footage = await progress.step(`${minutes} min of every camera are recorded`, () =>
      footageOfAll(people.officer, enrolled, wantedMs),
    );
    for (const { id } of enrolled) await people.technician.patch(`/api/cameras/${id}`, { enabled: false });
    const fromMs = Math.max(
      ...footage.map((camera) => recordedStretch(camera, wantedMs)?.fromMs ?? Number.NaN),
    );
    const request = await openRequest(people, {
      caseNumber: 'BENCH-1',
      cameras: enrolled.map(({ id }) => id),
      fromMs,
      toMs: fromMs + wantedMs,
    });
    const policy = await policyOf(demo.dataDir);
    return { demo, officer: people.officer, exportsPath: `/api/requests/${request}/exports`, policy };
  } catch (error) {
    await demo.stop();
    throw error;
  }
}

async function policyOf(dataDir: string): Promise<string> {
  const lines = ['log', 'export'].map(
    async (name) => `${name} ${(await readFile(join(dataDir, 'keys', `${name}.vkey`), 'utf8')).trim()}\n`,
  );
  return (await Promise.all(lines)).join('');
}
