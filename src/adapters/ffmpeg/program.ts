import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import ffmpeg from 'fluent-ffmpeg';
import { unavailable } from '../../core/index.ts';

/**
 * The ffmpeg on PATH. We search for it: when the program is missing, fluent-ffmpeg throws where no caller can catch it.
 * Errors: `unavailable` `ffmpeg-missing`.
 */
export async function findFfmpeg(): Promise<string> {
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(directory, 'ffmpeg');
    if (await isExecutable(path)) return path;
  }
  throw unavailable('ffmpeg-missing', 'ffmpeg is not on PATH; on Debian: apt-get install ffmpeg');
}

/**
 * Lets fluent-ffmpeg ask ffmpeg for its capabilities once, one after the other: commands that start together would
 * each ask again.
 */
export async function warmUp(program: string): Promise<void> {
  const command = ffmpeg().setFfmpegPath(program);
  await promisify(command.getAvailableFormats.bind(command))();
  await promisify(command.getAvailableEncoders.bind(command))();
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
