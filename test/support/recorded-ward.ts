import { expect } from 'vitest';
import { type CameraFootage, lookUpNear } from '../../scripts/demo/footage.ts';
import { Progress } from '../../scripts/demo/progress.ts';
import { type Demo, type DemoOptions, startDemo } from '../../scripts/demo/start-demo.ts';
import { type EnrolledWard, enrolWard, footageOfAll } from '../../scripts/demo/steps.ts';
import { until } from '../../scripts/demo/until.ts';
import type { TimeRange } from '../../src/core/index.ts';
import { faultsOf, readAccounts, type StreamAccount } from './accounting.ts';
import { newestRun, recordedBytes, waitsInSpool } from './spool.ts';

/** Whether the tier was named: its outages then last as long as the failure table says. */
export const isLong = process.env.LONG === '1';

/** Patience against hanging alone. */
const withinMs = 200_000;

/** What `/readyz` says, by name. */
export interface Readiness {
  readonly status: number;
  readonly missing: readonly string[];
  readonly degraded: readonly string[];
}

/** What a technician sees of a camera. */
export interface CameraState {
  readonly state: 'recording' | 'waiting' | 'off';
  readonly reason?: string;
}

/** The whole service on a simulated ward: it suffers, recovers, and accounts for the time (I4). */
export class RecordedWard {
  private constructor(
    readonly demo: Demo,
    readonly enrolled: EnrolledWard,
    /** Everything the processes wrote so far, `name: line`. */
    readonly lines: readonly string[],
  ) {}

  /** Resolves when there is footage of every camera. */
  static async raise(
    options: Omit<DemoOptions, 'segmentSeconds' | 'store' | 'onLine'>,
  ): Promise<RecordedWard> {
    const lines: string[] = [];
    const demo = await startDemo({
      ...options,
      store: 'disk',
      segmentSeconds: isLong ? 10 : 5,
      onLine: (name, line) => lines.push(`${name}: ${line}`),
    });
    try {
      const enrolled = await enrolWard(demo, new Progress(() => {}));
      await footageOfAll(enrolled.people.officer, enrolled.cameras, 5_000);
      return new RecordedWard(demo, enrolled, lines);
    } catch (error) {
      await demo.stop();
      throw error;
    }
  }

  get databaseUrl(): string {
    return this.demo.service.env.DATABASE_URL ?? '';
  }

  get accounts(): Promise<StreamAccount[]> {
    return readAccounts(this.databaseUrl);
  }

  get runs(): Promise<Map<string, string>> {
    return newestRun(this.demo.dataDir);
  }

  /** Resolves when each of these streams has a later run that holds footage. */
  recordsAnew(before: ReadonlyMap<string, string>): Promise<void> {
    return this.until('a later run of every stream', async () => {
      const runs = new Map([...(await this.runs)].filter(([stream]) => before.has(stream)));
      const isAnew = [...before].every(([stream, run]) => (runs.get(stream) ?? run) !== run);
      return isAnew && (await recordedBytes(this.demo.dataDir, runs));
    });
  }

  /** Resolves when nothing of these runs waits for its ingest any more. */
  ingested(runs: ReadonlyMap<string, string>): Promise<void> {
    return this.until(
      'the ingest of what was written',
      async () => !(await waitsInSpool(this.demo.dataDir, runs)),
    );
  }

  /**
   * Resolves when no second of that time is open: footage and declared gaps fill it, for the API and in the catalogue.
   * Answers what the API shows of it, in the order of the ward.
   */
  async accounted(range: TimeRange): Promise<CameraFootage[]> {
    const { people, cameras } = this.enrolled;
    const [first] = cameras;
    if (!first) throw new Error('no camera');
    let seen: CameraFootage[] = [];
    await this.until(`footage and gaps to fill ${range.toMs - range.fromMs} ms`, async () => {
      if (Date.now() < range.toMs) return false;
      seen = await lookUpNear(people.officer, first.facts, range);
      return seen.length === cameras.length && seen.every(({ open }) => open.length === 0);
    });
    expect((await this.accounts).flatMap(faultsOf)).toEqual([]);
    return cameras.map(({ id }) => seen.find((camera) => camera.id === id) as CameraFootage);
  }

  async ready(): Promise<Readiness> {
    const answer = await fetch(`${this.demo.service.url}/readyz`).catch(() => undefined);
    if (!answer) return { status: 0, missing: ['api'], degraded: [] };
    const told = (await answer.json()) as Record<'missing' | 'degraded', { name: string }[]>;
    const names = (lacks: { name: string }[]) => lacks.map(({ name }) => name);
    return { status: answer.status, missing: names(told.missing), degraded: names(told.degraded) };
  }

  /** Resolves when `/readyz` names exactly these as missing, and no worker's role. */
  misses(...names: string[]): Promise<void> {
    return this.until(`/readyz to miss ${names.join(', ') || 'nothing'}`, async () => {
      const { status, missing, degraded } = await this.ready();
      const isStaffed = !degraded.some((name) => name.startsWith('worker:'));
      return isStaffed && status === (names.length > 0 ? 503 : 200) && missing.join() === names.join();
    });
  }

  /** Resolves when a technician sees that of the camera with this number. */
  shows(number: number, expected: CameraState): Promise<void> {
    const { people, cameras } = this.enrolled;
    const id = cameras[number]?.id;
    return this.until(`camera ${number} to show ${JSON.stringify(expected)}`, async () => {
      const { recording } = await people.technician.get<{ recording: CameraState }>(`/api/cameras/${id}`);
      return recording.state === expected.state && recording.reason === expected.reason;
    });
  }

  until(what: string, is: () => Promise<boolean>): Promise<void> {
    return until(async () => ((await is()) ? true : undefined), { what, withinMs, everyMs: 200 }).then(
      () => {},
    );
  }
}

/** Why footage of a camera is missing there, each reason once, as they come. */
export const reasonsOf = ({ gaps }: CameraFootage): string[] => [
  ...new Set(gaps.map(({ reason }) => reason)),
];
