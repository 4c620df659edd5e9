import { mkdir, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { AppError, invalid, messageOf } from '../../src/core/index.ts';
import { type HeldLock, holdLock } from '../held-lock.ts';
import { userName } from './postgres-user.ts';
import { reasonOf } from './start-failure.ts';

/**
 * Makes the data directory (0700) and locks it for this process; the kernel frees the lock when it dies.
 * @throws AppError `conflict` / `data-directory-in-use`; `invalid` / `data-directory-impossible`,
 * `data-directory-closed`
 */
export async function holdDataDirectory(dataDir: string): Promise<HeldLock> {
  await makeDirectory(dataDir);
  const holder = await holdLock(join(dataDir, 'lock')).catch(async (error: unknown) => {
    throw await closed(dataDir, error);
  });
  if (holder) return holder;
  throw new AppError(
    'conflict',
    'data-directory-in-use',
    `Another service is running on ${dataDir}: stop it first`,
  );
}

const isFull = (error: unknown): boolean => /ENOSPC|EDQUOT|No space left/.test(messageOf(error));

async function makeDirectory(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (isFull(error)) throw error;
    throw invalid(
      'data-directory-impossible',
      `The data directory ${dataDir} cannot be made (${reasonOf(error)}): set MINHCHUNG_DATA_DIR to another folder`,
    );
  }
}

/** The error for a lock that cannot be opened: it belongs to another user, or is read-only. */
async function closed(dataDir: string, error: unknown): Promise<unknown> {
  if (isFull(error)) return error;
  const owner = userName((await stat(dataDir)).uid);
  return invalid(
    'data-directory-closed',
    `The data directory ${dataDir} belongs to the user ${owner}, and ${userInfo().username} cannot write it: ` +
      `start the service as ${owner}, or set MINHCHUNG_DATA_DIR to another folder`,
  );
}
