import type { Database } from '../../../src/adapters/postgres/database.ts';
import { PostgresDeletionRepository } from '../../../src/adapters/postgres/retention/deletion-repository.ts';
import { type ByteRange, type ClosedFile, unavailable } from '../../../src/core/index.ts';
import type { ObjectEntry, ObjectKey, ObjectStore, StoredObject } from '../../../src/objects/index.ts';
import { aScribe } from '../../support/scribe.ts';

/** A store that is asked and told what happens to it. */
class WrappedStore implements ObjectStore {
  constructor(protected readonly inner: ObjectStore) {}

  put = (key: ObjectKey, bytes: Uint8Array, type: string, file?: ClosedFile): Promise<StoredObject> =>
    this.inner.put(key, bytes, type, file);
  replace = (key: ObjectKey, bytes: Uint8Array, type: string): Promise<StoredObject> =>
    this.inner.replace(key, bytes, type);
  get = (key: ObjectKey, range?: ByteRange): Promise<Uint8Array> => this.inner.get(key, range);
  stat = (key: ObjectKey): Promise<StoredObject | undefined> => this.inner.stat(key);
  list = (prefix: string): AsyncIterable<ObjectEntry> => this.inner.list(prefix);
  missing = (keys: readonly ObjectKey[]): Promise<ObjectKey[]> => this.inner.missing(keys);
  check = (): Promise<void> => this.inner.check();
  describe = (): string => this.inner.describe();

  remove = (key: ObjectKey): Promise<void> => this.inner.remove(key);

  removeAll(keys: readonly ObjectKey[]): Promise<ObjectKey[]> {
    return this.inner.removeAll(keys);
  }
}

/** One key cannot be removed: an object lock of S3. */
export class LockingStore extends WrappedStore {
  constructor(
    inner: ObjectStore,
    private readonly locked: ObjectKey,
  ) {
    super(inner);
  }

  override async removeAll(keys: readonly ObjectKey[]): Promise<ObjectKey[]> {
    await super.removeAll(keys.filter((key) => key !== this.locked));
    return keys.filter((key) => key === this.locked);
  }
}

/** Another worker does its work before this store tells which objects are missing. */
export class OvertakenStore extends WrappedStore {
  constructor(
    inner: ObjectStore,
    private readonly overtake: () => Promise<unknown>,
  ) {
    super(inner);
  }

  override missing = async (keys: readonly ObjectKey[]): Promise<ObjectKey[]> => {
    await this.overtake();
    return this.inner.missing(keys);
  };
}

/** One key cannot be removed: a folder of another owner, a bad sector. */
export class StuckStore extends WrappedStore {
  constructor(
    inner: ObjectStore,
    private readonly stuck: ObjectKey,
  ) {
    super(inner);
  }

  override async removeAll(keys: readonly ObjectKey[]): Promise<ObjectKey[]> {
    if (keys.includes(this.stuck)) throw unavailable('object-remains', 'it is still there');
    return super.removeAll(keys);
  }
}

/** What a process that is no more would do next: nothing. */
export class Crash extends Error {}

/** Counts the steps of an expiry and ends it at one of them: before it, or after it was done and before that was told. */
export class CrashingSteps {
  #left: number;

  constructor(
    steps: number,
    private readonly isDone: boolean,
  ) {
    this.#left = steps;
  }

  /** Whether the step that it was to end at was reached. */
  get hasCrashed(): boolean {
    return this.#left < 0;
  }

  async step<T>(act: () => Promise<T>): Promise<T> {
    // Nothing runs on after the crash, though other steps were under way.
    if (this.hasCrashed) throw new Crash();
    this.#left -= 1;
    if (this.#left >= 0) return act();
    if (this.isDone) await act();
    throw new Crash();
  }
}

/** Every object is a step, one after the other: a store may end anywhere in a batch. */
export class CrashingStore extends WrappedStore {
  constructor(
    inner: ObjectStore,
    private readonly steps: CrashingSteps,
  ) {
    super(inner);
  }

  override async removeAll(keys: readonly ObjectKey[]): Promise<ObjectKey[]> {
    for (const key of keys) await this.steps.step(() => super.removeAll([key]));
    return [];
  }
}

/** Every change of a deletion is a step. */
export class CrashingBook extends PostgresDeletionRepository {
  constructor(
    db: Database,
    private readonly steps: CrashingSteps,
  ) {
    super(db, aScribe());
  }

  override mark(...given: Parameters<PostgresDeletionRepository['mark']>): Promise<number> {
    return this.steps.step(() => super.mark(...given));
  }

  override begin(
    ...given: Parameters<PostgresDeletionRepository['begin']>
  ): ReturnType<PostgresDeletionRepository['begin']> {
    return this.steps.step(() => super.begin(...given));
  }

  override forget(...given: Parameters<PostgresDeletionRepository['forget']>): Promise<void> {
    return this.steps.step(() => super.forget(...given));
  }
}
