import ffmpeg from 'fluent-ffmpeg';
import { recordingArguments } from '../../media/index.ts';
import type { RecordingOrder } from '../../recording/index.ts';

/**
 * The arguments of a recording ffmpeg, built by fluent-ffmpeg. We start the process ourselves: fluent-ffmpeg throws
 * where no caller can catch it when a start fails, its `progress` opens a second session to the camera, and its `kill`
 * and `timeout` do not kill.
 */
export function recorderCommand(order: RecordingOrder): string[] {
  const { input, output } = recordingArguments(order);
  return ffmpeg(order.url)
    .inputOptions(...input)
    .outputOptions(...output)
    .output('%06d.mp4')
    ._getArguments();
}
