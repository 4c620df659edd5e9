import type { StreamName } from './clip/clip-build.ts';
import type { Clip } from './clip/clip-cache.ts';
import type { ProbeEar } from './onvif/discovery.ts';
import { cutReel, type Reel } from './rtp/reel.ts';
import type { TurnWheel } from './rtp/turn-wheel.ts';
import type { WardClock } from './ward-clock.ts';

/** A clip ready to send. */
export interface Film {
  name: string;
  reels: Record<StreamName, Reel>;
}

/** Resources that all cameras of a ward share, so that one more camera costs little. */
export interface WardShared {
  clock: WardClock;
  wheel: TurnWheel;
  films: Film[];
  /** Absent when discovery is off. */
  ear: ProbeEar | undefined;
}

export function filmOf({ scene, streams }: Clip): Film {
  return { name: scene.name, reels: { main: cutReel(streams.main), sub: cutReel(streams.sub) } };
}
