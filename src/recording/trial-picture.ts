import type { TakeTrialPicture } from '../camera/index.ts';
import { unavailable } from '../core/index.ts';
import type { Relay } from '../relay/index.ts';
import { withTriedSession } from './tried-session.ts';

/**
 * Decodes the first picture that the relay's loopback address gives, as a JPEG. Errors: `unavailable`
 * `camera-picture-broken`, `decoder-unavailable`.
 */
export type DecodeFirstPicture = (url: string) => Promise<Uint8Array>;

export interface TrialTools {
  readonly relay: Relay;
  readonly decode: DecodeFirstPicture;
}

const atOnce = 4;

/** Tries streams through a relay: the way on which they are recorded, with the same failures. */
export function createStreamTrial({ relay, decode }: TrialTools): TakeTrialPicture {
  let underWay = 0;
  return async (stream) => {
    if (underWay >= atOnce)
      throw unavailable('stream-trials-busy', 'Other streams are being tried. Try again.');
    underWay++;
    try {
      return await withTriedSession(relay, stream, ({ url }) => decode(url));
    } finally {
      underWay--;
    }
  };
}
