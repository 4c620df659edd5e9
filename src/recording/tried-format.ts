import type { TakePictureFormat } from '../camera/index.ts';
import type { Relay } from '../relay/index.ts';
import { withTriedSession } from './tried-session.ts';

/** Reads the picture format of streams through a relay, as it would be recorded. */
export const createFormatTrial =
  (relay: Relay): TakePictureFormat =>
  ({ url, credentials }) =>
    withTriedSession(relay, { url, ...(credentials && { credentials }) }, ({ codec }, { parameterSets }) => ({
      codec,
      parameterSets,
    }));
