import type { ApiClient } from '../../demo/api-client.ts';
import { until } from '../../demo/until.ts';

export interface TimedExport {
  /** From the order until the bundle is released: hashed, proved, signed, and waited for. */
  readonly readyMs: number;
  /** Until it lies in a file as well. */
  readonly downloadedMs: number;
}

interface Ordered {
  readonly id: string;
  readonly state: string;
}

/** Orders an export, waits for it, and downloads it to that file. */
export async function timedExport(
  officer: ApiClient,
  exportsPath: string,
  path: string,
): Promise<TimedExport> {
  const startMs = performance.now();
  const { id } = await officer.post<Ordered>(exportsPath, {});
  const own = `${exportsPath}/${id}`;
  await until(async () => ((await officer.get<Ordered>(own)).state === 'ready' ? true : undefined), {
    what: 'the export is ready',
    withinMs: 600_000,
    everyMs: 50,
  });
  const readyMs = performance.now() - startMs;
  await officer.download(`${own}/archive.zip`, path);
  return { readyMs, downloadedMs: performance.now() - startMs };
}
