import { randomUUID } from 'node:crypto';
import type { ByteRange } from '../../core/index.ts';
import {
  checkObjectSize,
  checkPrefix,
  checkRange,
  exerciseStore,
  type IdentifiedStore,
  isObjectKey,
  type ObjectEntry,
  type ObjectKey,
  objectDiffers,
  objectLocked,
  objectShort,
  type StoredObject,
  type StoreId,
} from '../../objects/index.ts';
import type { S3Bucket } from './s3-bucket.ts';
import { openS3Client, parseEndpoint } from './s3-client.ts';
import { translateS3Error } from './s3-errors.ts';
import { identityKey, makeStoreId, readStoreId } from './s3-identity.ts';
import { mayBeTaken, putNew, putOver } from './s3-put.ts';
import { removeVersions } from './s3-removal.ts';
import { asAnswer, readPart, readWhole } from './s3-response.ts';
import { statObject } from './s3-stat.ts';
import { defaultLimits, type RequestLimits } from './s3-transport.ts';
import { versionsOf } from './s3-versions.ts';

export interface MinioStoreOptions {
  /** `http://host:9000` or `https://host`. */
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Made, if it is missing, by `makeIdentity` alone. */
  readonly bucket: string;
  readonly region?: string;
  readonly limits?: RequestLimits;
}

/**
 * One bucket of an S3 server. There is no call to the server before the first use: it may be down when we start.
 * Errors: `invalid` `bad-s3-endpoint`.
 */
export function minioStore(options: MinioStoreOptions): IdentifiedStore {
  const { endpoint, accessKey, secretKey, bucket, region = 'us-east-1', limits = defaultLimits } = options;
  const client = openS3Client({ endpoint, region, accessKey, secretKey, limits });
  return new MinioStore({ client, name: bucket, region }, parseEndpoint(endpoint).origin);
}

class MinioStore implements IdentifiedStore {
  constructor(
    private readonly bucket: S3Bucket,
    private readonly origin: string,
  ) {}

  identity(): Promise<StoreId | undefined> {
    return this.translated(identityKey, () => readStoreId(this.bucket));
  }

  makeIdentity(): Promise<StoreId> {
    return this.translated(identityKey, () => makeStoreId(this.bucket));
  }

  async put(key: ObjectKey, bytes: Uint8Array, contentType: string): Promise<StoredObject> {
    checkObjectSize(bytes);
    return this.translated(key, async () => {
      try {
        return await putNew(this.bucket, key, { bytes, contentType });
      } catch (error) {
        if (!mayBeTaken(error)) throw error;
        return await this.confirmSame(key, bytes, error);
      }
    });
  }

  async replace(key: ObjectKey, bytes: Uint8Array, contentType: string): Promise<StoredObject> {
    checkObjectSize(bytes);
    return this.translated(key, async () => {
      const before = await versionsOf(this.bucket, [key]);
      const stored = await putOver(this.bucket, key, { bytes, contentType });
      // Without versions the new object has taken the place of the old one.
      if (stored.versionId === undefined) return stored;
      for (const { versionId } of before)
        if (versionId !== stored.versionId) await removeVersions(this.bucket, [key], versionId);
      return stored;
    });
  }

  async get(key: ObjectKey, range?: ByteRange): Promise<Uint8Array> {
    if (range) checkRange(range);
    return this.translated(key, () => (range ? this.getPart(key, range) : this.getWhole(key)));
  }

  async stat(key: ObjectKey): Promise<StoredObject | undefined> {
    return this.translated(key, () => statObject(this.bucket, key));
  }

  async remove(key: ObjectKey, versionId?: string): Promise<void> {
    await this.translated(key, async () => {
      const locked = await removeVersions(this.bucket, [key], versionId);
      if (locked.length > 0) throw objectLocked(key);
    });
  }

  removeAll(keys: readonly ObjectKey[]): Promise<ObjectKey[]> {
    return this.translated(undefined, () => removeVersions(this.bucket, keys));
  }

  missing(keys: readonly ObjectKey[]): Promise<ObjectKey[]> {
    return this.translated(undefined, async () => {
      const versions = await versionsOf(this.bucket, keys);
      const there = new Set(versions.filter(({ isMarker }) => !isMarker).map(({ key }) => key));
      return keys.filter((key) => !there.has(key));
    });
  }

  async *list(prefix: string): AsyncIterable<ObjectEntry> {
    checkPrefix(prefix);
    try {
      for await (const entry of this.entries(prefix)) yield entry;
    } catch (error) {
      throw translateS3Error(error);
    }
  }

  check(): Promise<void> {
    return exerciseStore(this, randomUUID());
  }

  describe(): string {
    return `S3 ${this.origin}, bucket ${this.bucket.name}`;
  }

  /** The key is taken, or the connection broke: it holds these bytes, or others, or nothing. */
  private async confirmSame(key: ObjectKey, bytes: Uint8Array, putError: unknown): Promise<StoredObject> {
    const stored = await statObject(this.bucket, key);
    if (!stored) throw putError;
    if (Buffer.compare(await this.getWhole(key), bytes) !== 0) throw objectDiffers(key);
    // These bytes, and another length by HEAD: that is no reason to give the file up.
    if (stored.sizeBytes !== bytes.length) throw objectShort(key, stored.sizeBytes);
    return stored;
  }

  private async getWhole(key: ObjectKey): Promise<Uint8Array> {
    return readWhole(key, asAnswer(await this.bucket.client.getObject(this.bucket.name, key)));
  }

  private async getPart(key: ObjectKey, range: ByteRange): Promise<Uint8Array> {
    const { client, name } = this.bucket;
    return readPart(
      key,
      asAnswer(await client.getPartialObject(name, key, range.offsetBytes, range.sizeBytes)),
      range,
    );
  }

  private async *entries(prefix: string): AsyncGenerator<ObjectEntry> {
    // The client's type for this is a DOM-less `ReadableStream` of bytes; it is a stream of these.
    const items: AsyncIterable<unknown> = this.bucket.client.listObjectsV2(this.bucket.name, prefix, true);
    for await (const item of items as AsyncIterable<{ name?: string; size: number; etag?: string }>)
      if (item.name !== undefined && isObjectKey(item.name) && item.name !== identityKey)
        yield { key: item.name, sizeBytes: item.size, ...(item.etag && { etag: item.etag }) };
  }

  private async translated<T>(key: ObjectKey | undefined, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw translateS3Error(error, key);
    }
  }
}
