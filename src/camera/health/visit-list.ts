import { type CameraId, inNameOrder, minuteMs, type NeighbourhoodId } from '../../core/index.ts';
import type { Camera } from '../camera.ts';

/** Facts about one camera's last day. */
export interface CameraDay {
  readonly camera: Pick<Camera, 'id' | 'name' | 'neighbourhoodId' | 'streetAddress' | 'landmark'>;
  readonly neighbourhood: string;
  /** Milliseconds without footage within the window, by reason of the gap. */
  readonly missingMs: Readonly<Record<string, number>>;
  /** Begin of the open gap. */
  readonly openSinceMs?: number;
  readonly openReason?: string;
  /** Error message of the last failed try. */
  readonly lastMessage?: string;
  /** Error code of the last failed try, where the camera is at fault. */
  readonly lastCode?: string;
  /** Verdict of the latest picture check. */
  readonly verdict?: 'good' | 'dark' | 'black' | 'frozen';
  /** Why the pictures of its latest segment could not be made; it is recorded all the same. */
  readonly pictureFault?: 'intra-refresh' | 'no-picture';
}

/** One house to visit, and why. */
export interface Visit {
  readonly cameraId: CameraId;
  readonly name: string;
  readonly where?: string;
  readonly missingMinutes: number;
  /** Since when there has been nothing; absent while it records. */
  readonly sinceMs?: number;
  readonly cause: string;
  /** Error code of the last try, which names the cause more closely. */
  readonly code?: string;
  /** Message of the last try. */
  readonly message?: string;
  readonly remedy: string;
}

export interface VisitGroup {
  readonly neighbourhoodId: NeighbourhoodId;
  readonly neighbourhood: string;
  readonly missingMinutes: number;
  /** Most urgent first. */
  readonly visits: readonly Visit[];
}

const remedies: Readonly<Record<string, string>> = {
  offline: 'Look whether the camera has power and network, and whether it can be reached from here.',
  auth: 'Find out the password of the camera, and enter it again.',
  unsupported:
    'Choose H.264 or H.265, RTSP over TCP and digest authentication in the camera’s settings, and check its stream address.',
  'no-keyframe':
    'Set a keyframe every 1 to 4 seconds in the camera’s video settings, and switch off intra refresh.',
  recorder: 'Nothing to do at the house: our recorder failed. Look at the workers.',
  disk: 'Nothing to do at the house: make room in the spool or the store.',
  'no-notice': 'Put up the notice, and record it with its date and text.',
  damaged: 'Look at the cable and the camera’s load; its stream cannot be read.',
  clock: 'Nothing to do at the house: our clock stepped.',
  unknown: 'Nothing to do at the house: report this as a defect.',
  black: 'Clean or uncover the lens, and look whether the camera still sees.',
  dark: 'Look whether the infrared light works, and what covers the lens.',
  frozen: 'Start the camera again: it sends one picture for ever.',
  'intra-refresh':
    'Pictures cannot be made from this stream: switch off intra refresh in the camera’s video settings.',
  'no-picture':
    'Pictures cannot be made from this stream: set plain H.264 or H.265 in the camera’s video settings.',
};

/** Not a fault: these gaps are intended, or footage has expired. */
const wanted = new Set(['paused', 'switched-off', 'expired']);

/**
 * Which house to visit first, and why: by neighbourhood, the one that misses most first, within it likewise. A camera
 * that misses less than a minute and whose pictures are good is not on the list.
 */
export function visitList(days: readonly CameraDay[]): VisitGroup[] {
  const groups = new Map<NeighbourhoodId, CameraDay[]>();
  for (const day of days) {
    const { neighbourhoodId } = day.camera;
    groups.set(neighbourhoodId, [...(groups.get(neighbourhoodId) ?? []), day]);
  }
  return [...groups]
    .map(([neighbourhoodId, members]) => groupOf(neighbourhoodId, members))
    .filter(({ visits }) => visits.length > 0)
    .sort((a, b) => b.missingMinutes - a.missingMinutes || inNameOrder(a.neighbourhood, b.neighbourhood));
}

function groupOf(neighbourhoodId: NeighbourhoodId, days: readonly CameraDay[]): VisitGroup {
  const visits = days.flatMap(visitOf).sort(mostUrgentFirst);
  return {
    neighbourhoodId,
    neighbourhood: days[0]?.neighbourhood ?? '',
    missingMinutes: visits.reduce((sum, visit) => sum + visit.missingMinutes, 0),
    visits,
  };
}

function visitOf(day: CameraDay): Visit[] {
  const { camera, openSinceMs, lastMessage, lastCode } = day;
  const faults = Object.entries(day.missingMs).filter(([reason]) => !wanted.has(reason));
  const missingMinutes = Math.floor(faults.reduce((sum, [, ms]) => sum + ms, 0) / minuteMs);
  const cause = causeOf(day, faults);
  if (cause === undefined || (missingMinutes === 0 && remedies[cause] === undefined)) return [];
  if (missingMinutes === 0 && !isPicture(cause)) return [];
  const where = camera.streetAddress ?? camera.landmark;
  const isOpen = openSinceMs !== undefined && !wanted.has(day.openReason ?? '');
  return [
    {
      cameraId: camera.id,
      name: camera.name,
      missingMinutes,
      cause,
      remedy: remedies[cause] ?? '',
      ...(where === undefined ? {} : { where }),
      ...(isOpen ? { sinceMs: openSinceMs } : {}),
      ...(isOpen && lastCode !== undefined ? { code: lastCode } : {}),
      ...(isOpen && lastMessage !== undefined ? { message: lastMessage } : {}),
    },
  ];
}

/** The current cause, else the cause of most of the day, else what is wrong with its pictures. */
function causeOf(
  { openReason, verdict, pictureFault }: CameraDay,
  faults: readonly (readonly [reason: string, ms: number])[],
): string | undefined {
  if (openReason !== undefined && !wanted.has(openReason)) return openReason;
  const [most] = [...faults].sort((a, b) => b[1] - a[1]);
  if (most && most[1] >= minuteMs) return most[0];
  if (pictureFault !== undefined) return pictureFault;
  return verdict === undefined || verdict === 'good' ? undefined : verdict;
}

const pictureCauses = new Set(['black', 'dark', 'frozen', 'intra-refresh', 'no-picture']);

const isPicture = (cause: string): boolean => pictureCauses.has(cause);

const mostUrgentFirst = (a: Visit, b: Visit): number =>
  b.missingMinutes - a.missingMinutes ||
  (a.sinceMs ?? Number.POSITIVE_INFINITY) - (b.sinceMs ?? Number.POSITIVE_INFINITY) ||
  inNameOrder(a.name, b.name);
