import { AppError, type ByteRange, type Clock, type ClosedFile } from '../../core/index.ts';
import type { ObjectEntry, ObjectKey, ObjectStore, StoredObject } from '../object-store.ts';
import { admitStore, notOurs } from './admission.ts';
import type { NamedStore } from './sampled-store.ts';
import type { StoreId } from './store-id.ts';

export interface GuardOptions extends NamedStore {
  readonly clock: Clock;
  /** For so long a put goes by what was found before. A removal never does. */
  readonly trustMs: number;
}

/**
 * The store, as long as it is the one that the catalogue means: a disk may be unmounted under us, a server replaced.
 * Nothing is put into another one, nothing is removed there, and what is absent there is not called absent.
 * Besides the errors of `ObjectStore` each method may fail with `unavailable` `store-not-ours`: try again (I10).
 */
export class GuardedStore implements ObjectStore {
  private meant: StoreId | undefined;
  private trustedUntilMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: GuardOptions) {}

  /** Looks which store is there. Errors: `unavailable` `store-not-ours`. */
  async confirm(): Promise<void> {
    const { clock, trustMs } = this.options;
    const askedAtMs = clock.monotonicMs();
    this.trustedUntilMs = Number.NEGATIVE_INFINITY;
    await this.compare();
    this.trustedUntilMs = askedAtMs + trustMs;
  }

  async put(
    key: ObjectKey,
    bytes: Uint8Array,
    contentType: string,
    file?: ClosedFile,
  ): Promise<StoredObject> {
    if (this.options.clock.monotonicMs() >= this.trustedUntilMs) await this.confirm();
    return this.store.put(key, bytes, contentType, file);
  }

  async replace(key: ObjectKey, bytes: Uint8Array, contentType: string): Promise<StoredObject> {
    if (this.options.clock.monotonicMs() >= this.trustedUntilMs) await this.confirm();
    return this.store.replace(key, bytes, contentType);
  }

  async get(key: ObjectKey, range?: ByteRange): Promise<Uint8Array> {
    try {
      return await this.store.get(key, range);
    } catch (error) {
      if (error instanceof AppError && error.kind === 'not-found') await this.confirm();
      throw error;
    }
  }

  async stat(key: ObjectKey): Promise<StoredObject | undefined> {
    const stored = await this.store.stat(key);
    if (!stored) await this.confirm();
    return stored;
  }

  remove(key: ObjectKey, versionId?: string): Promise<void> {
    return this.confirmed(() => this.store.remove(key, versionId));
  }

  removeAll(keys: readonly ObjectKey[]): Promise<ObjectKey[]> {
    return this.confirmed(() => this.store.removeAll(keys));
  }

  missing(keys: readonly ObjectKey[]): Promise<ObjectKey[]> {
    return this.confirmed(() => this.store.missing(keys));
  }

  async *list(prefix: string): AsyncIterable<ObjectEntry> {
    yield* this.store.list(prefix);
    await this.confirm();
  }

  async check(): Promise<void> {
    await this.confirm();
    await this.store.check();
  }

  describe(): string {
    return this.store.describe();
  }

  private get store(): ObjectStore {
    return this.options.store;
  }

  /** Also afterwards: what was not found in the meantime may lie on the disk that went away. */
  private async confirmed<T>(work: () => Promise<T>): Promise<T> {
    await this.confirm();
    const done = await work();
    await this.confirm();
    return done;
  }

  private async compare(): Promise<void> {
    const { store, book, name } = this.options;
    if (this.meant === undefined) {
      this.meant = await admitStore(this.options);
      return;
    }
    const there = await store.identity();
    if (there === this.meant) return;
    // A person may have adopted another meanwhile.
    this.meant = (await book.idOf(name)) ?? this.meant;
    if (there !== this.meant) throw notOurs(there, this.meant);
  }
}
