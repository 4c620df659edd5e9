import { createPrivateKey, createPublicKey } from 'node:crypto';
import { GrowingLog, type ReadTile, type TileFile, tilePath } from '../../src/log/index.ts';

/** A log in memory: its files by their paths. */
export class LogFiles {
  readonly files = new Map<string, Uint8Array>();

  read: ReadTile = async (path) => this.files.get(path);

  /** Stores what a growth writes; answers its paths. */
  store(written: Iterable<TileFile>): string[] {
    return [...written].map(({ tile, bytes }) => {
      const path = tilePath(tile);
      this.files.set(path, Buffer.from(bytes));
      return path;
    });
  }
}

/** `count` leaves of a few bytes, each another. */
export const leavesFrom = (first: number, count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, at) => Buffer.from(`leaf ${first + at}`));

/** Everything that a generator answers. */
export async function collected<T>(all: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of all) items.push(item);
  return items;
}

/** A log that grew by these numbers of leaves, and its files. */
export function grownLog(...growths: readonly number[]): { log: GrowingLog; stored: LogFiles } {
  const [log, stored] = [GrowingLog.empty(), new LogFiles()];
  for (const count of growths) stored.store(log.append(leavesFrom(log.head().size, count)));
  return { log, stored };
}

/** A key pair of Ed25519 from its seed of 32 bytes (RFC 8032), in hex. For tests only. */
export function keysOf(seed: string) {
  const privateKey = createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}
