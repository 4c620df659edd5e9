import type { TakeTrialPicture, TriedStream } from '../camera/index.ts';
import { settlesWithin, unavailable } from '../core/index.ts';
import type { Relay, RelaySession } from '../relay/index.ts';

/**
 * Decodes the first picture that the relay's loopback address gives, as a JPEG. Errors: `unavailable`
 * `camera-picture-broken`, `decoder-unavailable`.
 */
export type DecodeFirstPicture = (url: string) => Promise<Uint8Array>;

export interface TrialTools {
  readonly relay: Relay;
  readonly decode: DecodeFirstPicture;
}

/** Each step ends by itself, so that a trial lasts half a minute at most. */
const openWithinMs = 12_000;
const keyframeWithinMs = 10_000;
/** More than a camera sends meanwhile; this process has other work. */
const mostBytes = 64 * 1024 * 1024;
const lookEveryMs = 250;
const atOnce = 4;

/** Tries streams through a relay: the way on which they are recorded, with the same failures. */
export function createStreamTrial(tools: TrialTools): TakeTrialPicture {
  let underWay = 0;
  return async (stream) => {
    if (underWay >= atOnce)
      throw unavailable('stream-trials-busy', 'Other streams are being tried. Try again.');
    underWay++;
    try {
      return await takePicture(tools, stream);
    } finally {
      underWay--;
    }
  };
}

async function takePicture({ relay, decode }: TrialTools, stream: TriedStream): Promise<Uint8Array> {
  const session = await open(relay, stream);
  const looking = setInterval(() => {
    if (session.stats().bytes > mostBytes) void session.close();
  }, lookEveryMs);
  try {
    await keyframeOf(session);
    return await decode(session.url);
  } finally {
    clearInterval(looking);
    await session.close();
  }
}

async function open(relay: Relay, { url, credentials, allowsBasic = false }: TriedStream) {
  const opening = relay.open({ url, ...credentials, allowsBasic });
  if (await settlesWithin(opening, openWithinMs)) return opening;
  opening.then(
    (late) => late.close(),
    () => {},
  );
  throw unavailable('camera-offline', 'The camera answers too slowly. Check its power and network.');
}

async function keyframeOf({ firstKeyframe }: RelaySession): Promise<void> {
  if (!(await settlesWithin(firstKeyframe, keyframeWithinMs)))
    throw unavailable(
      'camera-without-keyframe',
      `The camera sent no keyframe within ${keyframeWithinMs / 1_000} s. Set one every 1 to 4 s on it.`,
    );
  await firstKeyframe;
}
