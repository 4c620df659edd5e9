import type { Clock, Log } from '../core/index.ts';
import { unavailable } from '../core/index.ts';
import type { Relay } from './session.ts';

export interface RelayOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** How often a camera's socket is read, on average; 0 = as bytes come. */
  readonly readEveryMs?: number;
  /** How often the recorder is written to. */
  readonly writeEveryMs?: number;
  /** Without an RTP packet for this long a camera is offline. */
  readonly idleTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
}

/** The relay of one process: one listening socket on loopback, any number of sessions. */
export function createRelay(_options: RelayOptions): Relay {
  return {
    open: async () => {
      throw unavailable('camera-unsupported', 'The relay is not built yet.');
    },
    close: async () => {},
  };
}
