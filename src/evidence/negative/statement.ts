import type { Branded, CameraId, TimeRange } from '../../core/index.ts';
import type { Area, FilmingCamera } from '../../footage/index.ts';
import { type Ground, groundOfReason, groundsOfCameras } from '../../verify/index.ts';
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
  /** Of an area that is a neighbourhood: its name when the answer was given. */
  readonly neighbourhood?: string;
  readonly range: TimeRange;
}

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

/** An open stretch has none: its footage may still come. */
export const groundOf = ({ reason }: MissingStretch): Ground | undefined => groundOfReason(reason);

/** The grounds of a statement, each once; without a camera it is `no-camera` alone. */
export const groundsOf = ({ cameras }: Pick<NegativeStatement, 'cameras'>): (Ground | 'no-camera')[] =>
  groundsOfCameras(cameras);
