import { AppError } from '../core/index.ts';
import { logFileKey } from './object-keys.ts';
import type { ObjectStore } from './object-store.ts';

/** Reads the files of a log by their paths in it; `undefined` where there is none. Errors of a read: those of the store. */
export const readLogFile =
  (store: Pick<ObjectStore, 'get'>, origin: string) =>
  async (path: string): Promise<Uint8Array | undefined> => {
    try {
      return await store.get(logFileKey(origin, path));
    } catch (error) {
      if (error instanceof AppError && error.code === 'object-not-found') return undefined;
      throw error;
    }
  };
