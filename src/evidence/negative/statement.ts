import type { Branded, CameraId, TimeRange } from '../../core/index.ts';
import type { Area, FilmingCamera } from '../../footage/index.ts';
import type { MissingStretch } from '../papers/facts.ts';

export type NegativeId = Branded<'negative'>;

/** What somebody asks for, as the paper repeats it. */
export interface AskedFootage {
  readonly caseNumber: string;
  /** Whom the paper is for. */
  readonly authority?: string;
  /** As people call it. */
  readonly place?: string;
  readonly area: Area;
  readonly range: TimeRange;
}

/** Why a camera has no footage of a stretch. */
export type Ground = 'dead' | 'paused' | 'expired' | 'never-recorded';

/** A camera in the area, none of whose footage of that time is there. */
export interface SilentCamera {
  readonly id: CameraId;
  readonly name: string;
  readonly place?: FilmingCamera['place'];
  /** They fill the time asked for. */
  readonly missing: readonly MissingStretch[];
}

/** A camera outside the area; nothing is said of its footage. */
export type OuterCamera = Pick<SilentCamera, 'id' | 'name' | 'place'>;

/** The ward says that it has no footage of that place and time. No person's name, no picture. */
export interface NegativeStatement {
  readonly id: NegativeId;
  readonly asked: AskedFootage;
  readonly statedAtMs: number;
  readonly cameras: readonly SilentCamera[];
  /** Of an area around a point: within twice its radius. */
  readonly outer: readonly OuterCamera[];
}

/** Every reason is one of the grounds. An open stretch is none: its footage may still come. */
const grounds: Readonly<Record<Exclude<MissingStretch['reason'], 'open'>, Ground>> = {
  offline: 'dead',
  auth: 'dead',
  unsupported: 'dead',
  'no-keyframe': 'dead',
  recorder: 'dead',
  disk: 'dead',
  damaged: 'dead',
  clock: 'dead',
  unknown: 'dead',
  missing: 'dead',
  unreadable: 'dead',
  paused: 'paused',
  expired: 'expired',
  'switched-off': 'never-recorded',
  'no-notice': 'never-recorded',
  'not-enrolled': 'never-recorded',
};

export const groundOf = ({ reason }: MissingStretch): Ground | undefined =>
  reason === 'open' ? undefined : grounds[reason];

/** The grounds of a statement, each once; without a camera it is `no-camera` alone. */
export function groundsOf({ cameras }: Pick<NegativeStatement, 'cameras'>): (Ground | 'no-camera')[] {
  if (cameras.length === 0) return ['no-camera'];
  const found = cameras.flatMap(({ missing }) => missing.flatMap((each) => groundOf(each) ?? []));
  return [...new Set(found)].sort();
}
