import type { Issued } from '../access/index.ts';
import { sha256Hex } from '../core/index.ts';
import { withJpegComment } from '../media/index.ts';

/** Checks and counts a picture, then answers its bytes. */
type Release = (issued: Issued, jpeg: Uint8Array) => Promise<Uint8Array>;

/** A JPEG that was made and has not left: its digest stands in the event that its bytes wait for (I6). */
export class UndisclosedStill {
  readonly #jpeg: Uint8Array;
  readonly #release: Release;

  constructor(jpeg: Uint8Array, release: Release) {
    this.#jpeg = jpeg;
    this.#release = release;
  }

  /** SHA-256 of the file, hex. */
  get sha256(): string {
    return sha256Hex(this.#jpeg);
  }

  withComment(comment: string): UndisclosedStill {
    return new UndisclosedStill(withJpegComment(this.#jpeg, comment), this.#release);
  }

  /** The only way to its bytes. */
  disclose(issued: Issued): Promise<Uint8Array> {
    return this.#release(issued, this.#jpeg);
  }
}
