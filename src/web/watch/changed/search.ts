import type { Changes } from '../../../client/index.ts';
import { api } from '../../api/client.ts';
import type { Range } from '../../time/spoken-range.ts';
import type { DrawnBox } from './drawn-box.ts';

export interface AskedSearch {
  readonly requestId: string;
  /** Camera ids; the box is of the first, of the others the whole picture is searched. */
  readonly cameraIds: readonly string[];
  readonly box: DrawnBox;
  readonly stretch: Range;
}

export interface ChangesOfCamera {
  readonly cameraId: string;
  readonly changes: Changes;
}

/** Searches one camera after the other; `found` hears of each. Errors: those of the service, and of a search that was stopped. */
export async function searchInTurn(
  { requestId: id, cameraIds, box, stretch }: AskedSearch,
  found: (one: ChangesOfCamera) => void,
  signal: AbortSignal,
): Promise<void> {
  const range = { from: new Date(stretch.fromMs).toISOString(), to: new Date(stretch.toMs).toISOString() };
  for (const [i, cameraId] of cameraIds.entries()) {
    const asked = i === 0 ? { ...range, box } : range;
    found({ cameraId, changes: await api.searchChanges({ id, cameraId }, asked, { signal }) });
  }
}

/** When something changed, by camera: for the lanes. */
export const momentsByCamera = (found: readonly ChangesOfCamera[]): ReadonlyMap<string, readonly Range[]> =>
  new Map(
    found.map(({ cameraId, changes }) => [
      cameraId,
      changes.moments
        .map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) }))
        .sort((a, b) => a.fromMs - b.fromMs),
    ]),
  );

export interface ListedMoment {
  readonly cameraId: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly atMs: number;
  readonly share: number;
  readonly isWhole: boolean;
}

/** The moments of all cameras, by time. */
export const momentsByTime = (found: readonly ChangesOfCamera[]): ListedMoment[] =>
  found
    .flatMap(({ cameraId, changes }) =>
      changes.moments.map(({ from, to, at, share, whole }) => ({
        cameraId,
        fromMs: Date.parse(from),
        toMs: Date.parse(to),
        atMs: Date.parse(at),
        share,
        isWhole: whole,
      })),
    )
    .sort((a, b) => a.fromMs - b.fromMs);
