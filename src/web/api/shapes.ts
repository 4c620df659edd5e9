import type { CameraFootage, Gap } from '../../client/index.ts';

export type {
  AlteredTime,
  CameraFootage,
  CameraPlace,
  ConsoleSettings,
  DiscoveryResults,
  FiledRequest,
  FootageAnswer,
  FootageRequest,
  FoundDevice,
  FoundPlace,
  ListedCamera,
  NegativeAnswer,
  Neighbourhood,
  RequestArea,
  Role,
  SignedIn,
  TimeRange,
  User,
  WardMap,
} from '../../client/index.ts';

export interface Point {
  readonly lat: number;
  readonly lon: number;
}

export type GapReason = Gap['reason'];
export type View = NonNullable<CameraFootage['view']>;

/** `X-Storyboard-Layout`. */
export interface StoryboardLayout {
  readonly segmentId: string;
  /** Begin of the segment: every instant of it has one of the pictures. */
  readonly from: string;
  readonly to: string;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly columns: number;
  /** One a cell, row by row. */
  readonly times: readonly string[];
}
