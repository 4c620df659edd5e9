import { type FileHandle, open } from 'node:fs/promises';
import type { ByteSource } from '../../src/verify/index.ts';

/** A file that is read anywhere. Errors: those of `node:fs`. */
export class FileSource implements ByteSource {
  private constructor(
    private readonly file: FileHandle,
    readonly sizeBytes: number,
  ) {}

  static async open(path: string): Promise<FileSource> {
    const file = await open(path, 'r');
    const { size } = await file.stat();
    return new FileSource(file, size);
  }

  async read(offsetBytes: number, sizeBytes: number): Promise<Uint8Array> {
    const buffer = Buffer.allocUnsafe(sizeBytes);
    let done = 0;
    while (done < sizeBytes) {
      const { bytesRead } = await this.file.read(buffer, done, sizeBytes - done, offsetBytes + done);
      if (bytesRead === 0) throw new Error('the file became shorter while it was read');
      done += bytesRead;
    }
    return buffer;
  }

  close = (): Promise<void> => this.file.close();
}
