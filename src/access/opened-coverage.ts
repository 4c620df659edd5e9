import type { CameraId, TimeRange } from '../core/index.ts';
import {
  type Actor,
  compareCoverage,
  coverageShown,
  everyLink,
  type InquiryTools,
  type LoggedEvent,
  loggedEventOf,
  type OpenedAgainstStored,
} from '../custody/index.ts';
import { type Coverage, coverageOf, type FootageRepository } from '../footage/index.ts';

/** Opened footage of a camera in a range, compared with stored footage. */
export interface OpenedCoverage {
  /** Absent where nothing is known of the camera. */
  readonly coverage?: Coverage;
  readonly compared: OpenedAgainstStored;
  /** How many looks each request came to. */
  readonly looks: ReadonlyMap<string, number>;
}

/** Events that open footage; all but a playlist send it at once. */
const opening = ['playlist-issued', 'still-issued', 'storyboard-issued', 'download-issued'];
const leaving = ['gops-served', 'still-issued', 'storyboard-issued', 'download-issued'];
const either = [...new Set([...opening, ...leaving])];

/**
 * Compares the custody log with the catalogue, after an event of it. Errors: `unknown-camera` (invalid), those of
 * `everyLink`; what the log throws.
 */
export async function compareOpened(
  tools: InquiryTools & { readonly footage: FootageRepository },
  by: Required<Actor>,
  { cameraId, range }: { readonly cameraId: CameraId; readonly range: TimeRange },
): Promise<OpenedCoverage> {
  const coverage = await storedCoverage(tools.footage, by.nowMs, { cameraId, range });
  await tools.custody.append(coverageShown(by, { cameraId, range }));
  const links = await everyLink(tools.custodyEvents, {
    cameraIds: [cameraId],
    opening: range,
    events: either,
  });
  const logged = links.map(loggedEventOf);
  const of = (names: readonly string[]) => logged.filter(({ event }) => names.includes(event)).map(openedBy);
  const lanes = { stored: coverage?.spans ?? [], opened: of(opening), served: of(leaving) };
  return {
    ...(coverage && { coverage }),
    compared: compareCoverage(range, lanes),
    looks: looksPerRequest(logged),
  };
}

/** Reads the rows of segments: a segment that was opened may have no row any more. */
async function storedCoverage(
  footage: FootageRepository,
  nowMs: number,
  { cameraId, range }: { readonly cameraId: CameraId; readonly range: TimeRange },
): Promise<Coverage | undefined> {
  const [camera] = await footage.camerasIn({ kind: 'cameras', cameraIds: [cameraId] }, 'camera');
  if (!camera) return undefined;
  const facts = (await footage.storedCoverage([camera.streamId], range)).get(camera.streamId);
  return facts && coverageOf(facts, range, nowMs);
}

const openedBy = ({ fromMs = 0, toMs = 0 }: LoggedEvent): TimeRange => ({ fromMs, toMs });

function looksPerRequest(logged: readonly LoggedEvent[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { requestId, event } of logged) {
    if (requestId !== undefined && event !== 'gops-served')
      counts.set(requestId, (counts.get(requestId) ?? 0) + 1);
  }
  return counts;
}
