import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/**
 * A disk that runs full at a chosen write: what this process writes below a directory then fails with ENOSPC, until
 * there is room again. It is real otherwise.
 */
export class FailingDisk {
  /** Where writes fail; nowhere until it is set. */
  directory: string | undefined;
  private readonly originals = { mkdir: fs.mkdir, open: fs.open, rename: fs.rename, link: fs.link };
  private writesLeft = Number.POSITIVE_INFINITY;

  constructor() {
    const { mkdir, open, rename, link } = this.originals;
    const failingOpen = async (...args: Parameters<typeof open>) =>
      args[1] === 'w' || args[1] === 'a'
        ? this.failing(await this.step(open)(...args), args[0])
        : open(...args);
    Object.assign(fs, {
      mkdir: this.step(mkdir as (path: string) => Promise<unknown>),
      rename: this.step(rename),
      link: this.step(link),
      open: failingOpen,
    });
    syncBuiltinESMExports();
  }

  /** So many writes succeed from now on. */
  fillAfter(writes: number): void {
    this.writesLeft = writes;
  }

  /** Answers whether a write had failed. */
  makeRoom(): boolean {
    const hadFailed = this.writesLeft < 0;
    this.writesLeft = Number.POSITIVE_INFINITY;
    return hadFailed;
  }

  restore(): void {
    Object.assign(fs, this.originals);
    syncBuiltinESMExports();
  }

  private step<A extends unknown[], T>(work: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
    return async (...args) => {
      if (this.isFullAt(args[0])) throw noSpace();
      return work(...args);
    };
  }

  /** A write that fails leaves a half behind. */
  private failing(file: FileHandle, path: unknown): FileHandle {
    const write = file.writeFile.bind(file);
    return Object.assign(file, {
      writeFile: async (data: string | Uint8Array) => {
        if (!this.isFullAt(path)) return write(data);
        await write(data.slice(0, data.length / 2));
        throw noSpace();
      },
    });
  }

  private isFullAt(path: unknown): boolean {
    if (this.directory === undefined || !String(path).startsWith(this.directory)) return false;
    this.writesLeft -= 1;
    return this.writesLeft < 0;
  }
}

const noSpace = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
