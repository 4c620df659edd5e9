import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { unavailable } from '../../core/index.ts';

const fileName = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';

/**
 * The ffmpeg on PATH. Relative directories do not count: a program beside a bundle or a film is not ours. Errors: `unavailable`
 * `ffmpeg-missing`.
 */
export async function findFfmpeg(): Promise<string> {
  for (const directory of (process.env.PATH ?? '').split(delimiter).filter(isAbsolute)) {
    const path = join(directory, fileName);
    if (await isExecutable(path)) return path;
  }
  throw unavailable('ffmpeg-missing', 'ffmpeg is not on PATH; on Debian: apt-get install ffmpeg');
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
