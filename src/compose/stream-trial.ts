import { decodeFirstPicture } from '../adapters/ffmpeg/first-picture.ts';
import type { TakePictureFormat, TakeTrialPicture } from '../camera/index.ts';
import { createFormatTrial, createStreamTrial } from '../recording/index.ts';
import { createRelay } from '../relay/index.ts';
import type { Services } from './services.ts';

export interface StreamTrialParts {
  readonly takeTrialPicture: TakeTrialPicture;
  readonly takePictureFormat: TakePictureFormat;
  close(): Promise<void>;
}

/** A relay for trials alone: impatient, and with little room for what a camera sends. */
export function composeStreamTrial({
  clock,
  log,
  networks,
}: Pick<Services, 'clock' | 'log' | 'networks'>): StreamTrialParts {
  const relay = createRelay({
    clock,
    log,
    networks,
    writeEveryMs: 100,
    connectTimeoutMs: 4_000,
    maxQueuedBytes: 8 * 1024 * 1024,
  });
  return {
    takeTrialPicture: createStreamTrial({ relay, decode: decodeFirstPicture }),
    takePictureFormat: createFormatTrial(relay),
    close: () => relay.close(),
  };
}
