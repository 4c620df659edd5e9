import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { unavailable } from '../../core/index.ts';

/** The ffmpeg on PATH. Errors: `unavailable` `ffmpeg-missing`. */
export async function findFfmpeg(): Promise<string> {
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(directory, 'ffmpeg');
    if (await isExecutable(path)) return path;
  }
  throw unavailable('ffmpeg-missing', 'ffmpeg is not on PATH; on Debian: apt-get install ffmpeg');
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
