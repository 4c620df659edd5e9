import { createDirectRecorder, whyNotDirect } from '../adapters/disk/recorder/direct-recorder.ts';
import { createFfmpegRecorder } from '../adapters/ffmpeg/recorder.ts';
import type { Recorder } from '../recording/index.ts';
import type { PartFormat } from '../relay/index.ts';
import type { Services } from './services.ts';

interface ComposedRecorder {
  readonly recorder: Recorder;
  /** Tells the relay which streams this process records by itself. */
  readonly isReadHere: (format: PartFormat, host: string) => boolean;
}

/** The recorder that the configuration names; `auto` leaves to ffmpeg what the direct recorder cannot write. */
export async function composeRecorder({
  config,
  clock,
  log,
  processes,
}: Pick<Services, 'config' | 'clock' | 'log' | 'processes'>): Promise<ComposedRecorder> {
  const ffmpeg = await createFfmpegRecorder({ spawn: processes.spawn });
  const direct = createDirectRecorder(clock);
  return {
    recorder: { start: (order) => (order.pictures ? direct : ffmpeg).start(order) },
    isReadHere: (format, host) => {
      if (config.recorder !== 'auto') return config.recorder === 'direct';
      const why = whyNotDirect(format);
      if (why !== undefined) log.info({ host, why }, 'ffmpeg records this stream: it is not one for direct');
      return why === undefined;
    },
  };
}
