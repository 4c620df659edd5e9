import type { TriedStream } from '../camera/index.ts';
import { settlesWithin, unavailable } from '../core/index.ts';
import type { FirstKeyframe, Relay, RelaySession } from '../relay/index.ts';

/** Each step ends by itself, so that a trial lasts half a minute at most. */
const openWithinMs = 12_000;
const keyframeWithinMs = 10_000;
/** More than a camera sends meanwhile; this process has other work. */
const mostBytes = 64 * 1024 * 1024;
const lookEveryMs = 250;

/**
 * Opens a stream through a relay, on the way on which it would be recorded, and leaves the camera once `use` of its first
 * keyframe has settled. Errors: those of `Relay.open` and `use`; `camera-without-keyframe` (unavailable).
 */
export async function withTriedSession<T>(
  relay: Relay,
  stream: TriedStream,
  use: (session: RelaySession, first: FirstKeyframe) => T | Promise<T>,
): Promise<T> {
  const session = await open(relay, stream);
  const looking = setInterval(() => {
    if (session.stats().bytes > mostBytes) void session.close();
  }, lookEveryMs);
  try {
    return await use(session, await keyframeOf(session));
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

async function keyframeOf({ firstKeyframe }: RelaySession): Promise<FirstKeyframe> {
  if (await settlesWithin(firstKeyframe, keyframeWithinMs)) return firstKeyframe;
  throw unavailable(
    'camera-without-keyframe',
    `The camera sent no keyframe within ${keyframeWithinMs / 1_000} s. Set one every 1 to 4 s on it.`,
  );
}
