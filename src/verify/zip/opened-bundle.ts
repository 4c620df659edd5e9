import { invalid } from '../../core/index.ts';
import type { ByteSource, VerifierPlatform } from '../platform.ts';
import { readZipDirectory } from './zip-directory.ts';
import { localHeaderOf, type ZippedFile } from './zip-records.ts';

/** Read at once; the next one is asked for meanwhile. */
const chunkBytes = 2 ** 20;

/** Sums of a file that was read to its end. */
export interface FoundSums {
  readonly sha256: string;
  /** Whether the ZIP tells the CRC-32 of these bytes. */
  readonly isCrcRight: boolean;
}

/** A bundle whose files are read one after the other, in chunks; what was read to its end leaves its sums. */
export class OpenedBundle {
  private readonly byName: ReadonlyMap<string, ZippedFile>;
  private readonly found = new Map<string, FoundSums>();

  private constructor(
    private readonly source: ByteSource,
    private readonly platform: VerifierPlatform,
    readonly files: readonly ZippedFile[],
  ) {
    this.byName = new Map(files.map((file) => [file.name, file]));
  }

  /** Errors: `invalid` `zip-malformed`; those of the source. */
  static open = async (source: ByteSource, platform: VerifierPlatform): Promise<OpenedBundle> =>
    new OpenedBundle(source, platform, await readZipDirectory(source));

  has = (name: string): boolean => this.byName.has(name);

  sizeBytes = (name: string): number => this.byName.get(name)?.sizeBytes ?? 0;

  /** The bytes of a file, in order; nothing of one that is not there. Errors: `invalid` `zip-malformed`. */
  async *content(name: string): AsyncGenerator<Uint8Array> {
    const file = this.byName.get(name);
    if (!file) return;
    const digest = this.platform.digest(file.sizeBytes);
    let crc = 0;
    for await (const chunk of this.chunksOf(file)) {
      digest.update(chunk);
      crc = this.platform.crc32(chunk, crc);
      yield chunk;
    }
    this.found.set(name, { sha256: await digest.hex(), isCrcRight: crc === file.crc32 });
  }

  /** A small file as a whole; `undefined` when it is not there, or larger. */
  async whole(name: string, maxBytes: number): Promise<Uint8Array | undefined> {
    const file = this.byName.get(name);
    if (!file || file.sizeBytes > maxBytes) return undefined;
    const bytes = new Uint8Array(file.sizeBytes);
    let at = 0;
    for await (const chunk of this.content(name)) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  }

  /** Reads the file, unless it was read before. */
  async sums(name: string): Promise<FoundSums | undefined> {
    if (!this.found.has(name)) for await (const _ of this.content(name));
    return this.found.get(name);
  }

  private async *chunksOf(file: ZippedFile): AsyncGenerator<Uint8Array> {
    const header = localHeaderOf(file);
    const { length } = header;
    const endBytes = length + file.sizeBytes;
    const read = (from: number): Promise<Uint8Array> =>
      this.source.read(file.offsetBytes + from, Math.min(chunkBytes, endBytes - from));
    let next = read(0);
    for (let from = 0; from < endBytes; from += chunkBytes) {
      const chunk = await next;
      if (from + chunkBytes < endBytes) next = read(from + chunkBytes);
      if (from > 0) yield chunk;
      else {
        requireHeader(file, header, chunk);
        if (chunk.length > length) yield chunk.subarray(length);
      }
    }
  }
}

function requireHeader({ name }: ZippedFile, header: Uint8Array, chunk: Uint8Array): void {
  if (header.some((byte, at) => byte !== chunk[at]))
    throw invalid('zip-malformed', `not a ZIP of an export: ${name} has two headers that differ`);
}
