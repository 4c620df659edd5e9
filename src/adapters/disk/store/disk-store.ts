import { randomUUID } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import {
  type ByteRange,
  type Clock,
  type ClosedFile,
  inParallel,
  invalid,
  type NodeId,
  systemClock,
} from '../../../core/index.ts';
import {
  byFolder,
  checkObjectSize,
  checkPrefix,
  checkRange,
  exerciseStore,
  type IdentifiedStore,
  type ObjectEntry,
  type ObjectKey,
  objectDiffers,
  objectNotFound,
  objectShort,
  type StoredObject,
  type StoreId,
} from '../../../objects/index.ts';
import { isSameFile, linkUnchanged } from '../closed-file.ts';
import { keyIsDirectory, storeFull, translateDiskError } from '../disk-errors.ts';
import { isBelowReserve } from '../disk-room.ts';
import {
  bytesEqual,
  makeDirectory,
  publish,
  readFileRange,
  supersede,
  syncDirectory,
  writeVerified,
} from '../durable-file.ts';
import { absent, namesOfFiles, removeFiles, sizeOf, walkObjects } from './object-tree.ts';
import { claimStore, readIdentity } from './store-identity.ts';
import { newTemporaryPath, removeAbandoned } from './temporary-files.ts';

const foldersAtOnce = 4;

export interface DiskStoreOptions {
  /** Holds `store.json`, `objects/` and `temporary/`, on one file system that has hard links. Made if missing. */
  readonly directory: string;
  /** This host. All its processes share it; a store of another host is refused. */
  readonly nodeId: NodeId;
  /** Left free on the disk: nothing is stored below it. */
  readonly reserveBytes?: number;
  readonly clock?: Clock;
  /** Why a closed file was copied and not linked: `changed`, or an errno. */
  readonly onCopy?: (why: string) => void;
}

/** The store in that directory. Nothing there is touched before it is used. */
export const diskStore = (options: DiskStoreOptions): IdentifiedStore => new DiskStore(options);

/** Opens the store, or makes it: for who has no catalogue that knows it. Errors: those of `makeIdentity`. */
export async function openDiskStore(options: DiskStoreOptions): Promise<IdentifiedStore> {
  const store = diskStore(options);
  await store.makeIdentity();
  return store;
}

/** One file per object, at `objects/<key>`; keys are safe as paths by their grammar. */
class DiskStore implements IdentifiedStore {
  private readonly directory: string;
  private readonly objects: string;
  private readonly temporary: string;
  private readonly nodeId: NodeId;
  private readonly reserveBytes: number;
  private readonly clock: Clock;
  private readonly onCopy: (why: string) => void;
  private tidied: Promise<void> | undefined;

  constructor({
    directory,
    nodeId,
    reserveBytes = 0,
    clock = systemClock,
    onCopy = () => {},
  }: DiskStoreOptions) {
    this.directory = resolve(directory);
    this.objects = join(this.directory, 'objects');
    this.temporary = join(this.directory, 'temporary');
    this.nodeId = nodeId;
    this.reserveBytes = reserveBytes;
    this.clock = clock;
    this.onCopy = onCopy;
  }

  identity(): Promise<StoreId | undefined> {
    return translated(() => readIdentity(this.directory, this.nodeId));
  }

  makeIdentity(): Promise<StoreId> {
    return translated(async () => {
      await makeDirectory(this.temporary);
      await makeDirectory(this.objects);
      return claimStore(this.directory, this.nodeId, newTemporaryPath(this.temporary));
    });
  }

  async put(key: ObjectKey, bytes: Uint8Array, _type: string, file?: ClosedFile): Promise<StoredObject> {
    checkObjectSize(bytes);
    const whole = file?.sizeBytes === bytes.length ? file : undefined;
    return translated(async () => {
      if (!(await this.store(key, bytes, whole))) await this.confirmSame(key, bytes, whole);
      return { key, sizeBytes: bytes.length };
    });
  }

  async replace(key: ObjectKey, bytes: Uint8Array): Promise<StoredObject> {
    checkObjectSize(bytes);
    return translated(async () => {
      await supersede(await this.writeTemporary(bytes), this.path(key));
      return { key, sizeBytes: bytes.length };
    });
  }

  async get(key: ObjectKey, range?: ByteRange): Promise<Uint8Array> {
    if (range) checkRange(range);
    const bytes = await translated(() => this.read(key, range));
    if (!bytes) throw objectNotFound(key);
    return bytes;
  }

  async stat(key: ObjectKey): Promise<StoredObject | undefined> {
    const sizeBytes = await translated(() => sizeOf(this.path(key)));
    return sizeBytes === undefined ? undefined : { key, sizeBytes };
  }

  async remove(key: ObjectKey, versionId?: string): Promise<void> {
    if (versionId !== undefined) throw invalid('store-has-no-versions', 'a disk store has no versions');
    await this.removeAll([key]);
  }

  /** The folder is synced once for all that lay in it: on a disk that is what a removal costs. */
  async removeAll(keys: readonly ObjectKey[]): Promise<ObjectKey[]> {
    await translated(() =>
      inParallel(foldersAtOnce, [...byFolder(keys).values()], (neighbours) =>
        removeFiles(
          this.objects,
          neighbours.map((key) => this.path(key)),
        ),
      ),
    );
    return [];
  }

  async missing(keys: readonly ObjectKey[]): Promise<ObjectKey[]> {
    const folders = [...byFolder(keys)];
    const missing = await translated(() =>
      inParallel(foldersAtOnce, folders, async ([folder, neighbours]) => {
        const names = await namesOfFiles(join(this.objects, folder));
        return neighbours.filter((key) => !names.has(key.slice(folder.length)));
      }),
    );
    return missing.flat();
  }

  async *list(prefix: string): AsyncIterable<ObjectEntry> {
    checkPrefix(prefix);
    try {
      yield* walkObjects(this.objects, prefix);
    } catch (error) {
      throw translateDiskError(error);
    }
  }

  check(): Promise<void> {
    return exerciseStore(this, randomUUID());
  }

  describe(): string {
    return `disk ${this.directory}`;
  }

  private path(key: ObjectKey): string {
    return join(this.objects, key);
  }

  /** @returns false when the key is taken */
  private async store(key: ObjectKey, bytes: Uint8Array, file?: ClosedFile): Promise<boolean> {
    const path = this.path(key);
    if ((await sizeOf(path)) !== undefined) return false;
    return publish(await this.writeTemporary(bytes, file), path);
  }

  /** @returns the path of the written file, or of a second name of `file`, whose bytes were read and are durable (I1) */
  private async writeTemporary(bytes: Uint8Array, file?: ClosedFile): Promise<string> {
    if (await isBelowReserve(this.directory, this.reserveBytes)) throw storeFull();
    await this.tidy();
    const temporaryPath = newTemporaryPath(this.temporary);
    const why = file && (await linkUnchanged(file, temporaryPath));
    if (file && why === undefined) return temporaryPath;
    if (why !== undefined) this.onCopy(why);
    await writeVerified(temporaryPath, bytes);
    return temporaryPath;
  }

  /** Once: before the first object is written. */
  private tidy(): Promise<void> {
    this.tidied ??= this.tidyTemporary().catch((error: unknown) => {
      this.tidied = undefined;
      throw error;
    });
    return this.tidied;
  }

  /** A store that was copied may lack its empty folders. Nothing is made where no store is. */
  private async tidyTemporary(): Promise<void> {
    if ((await this.identity()) !== undefined) await makeDirectory(this.temporary);
    await removeAbandoned(this.temporary, this.clock.nowMs());
  }

  private async confirmSame(key: ObjectKey, bytes: Uint8Array, file?: ClosedFile): Promise<void> {
    const isLinked = file !== undefined && (await isSameFile(this.path(key), file));
    const stored = isLinked ? bytes : await this.read(key);
    if (!stored) throw keyIsDirectory();
    if (!bytesEqual(stored, bytes)) throw objectDiffers(key);
    // Whoever linked it may not have come to its fsync.
    await syncDirectory(dirname(this.path(key)));
  }

  private async read(key: ObjectKey, range?: ByteRange): Promise<Uint8Array | undefined> {
    const file = await open(this.path(key), 'r').catch(absent(undefined));
    if (!file) return undefined;
    try {
      return await readExactly(file, key, range);
    } finally {
      await file.close();
    }
  }
}

async function readExactly(
  file: FileHandle,
  key: ObjectKey,
  range?: ByteRange,
): Promise<Uint8Array | undefined> {
  const stats = await file.stat();
  if (!stats.isFile()) return undefined;
  const { offsetBytes, sizeBytes } = range ?? { offsetBytes: 0, sizeBytes: stats.size };
  // Checked before reading, so that a wrong range costs no memory.
  const bytes = await readFileRange(
    file,
    offsetBytes,
    Math.min(sizeBytes, Math.max(0, stats.size - offsetBytes)),
  );
  if (bytes.length !== sizeBytes) throw objectShort(key, bytes.length);
  return bytes;
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateDiskError(error);
  }
}
