const blockBytes = 65_536;

/** Blocks that are lent again and again, shared by all recorders of a process. */
export class BlockPool {
  private readonly free: Buffer[] = [];

  /** At most `kept` blocks wait to be lent again. */
  constructor(private readonly kept: number) {}

  lend(): Buffer {
    return this.free.pop() ?? Buffer.allocUnsafeSlow(blockBytes);
  }

  takeBack(blocks: readonly Buffer[]): void {
    this.free.push(...blocks.slice(0, Math.max(0, this.kept - this.free.length)));
  }
}

/** Bytes of a GOP that are ready to be written. */
export interface GopBytes {
  readonly views: readonly Buffer[];
  readonly sizeBytes: number;
  /** The bytes are not needed any more. */
  release(): void;
}

/** Gathers the samples of a GOP in blocks of a pool. */
export class GopBuffer {
  private blocks: Buffer[] = [];
  private size = 0;

  constructor(private readonly pool: BlockPool) {}

  get sizeBytes(): number {
    return this.size;
  }

  append(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      const at = this.size % blockBytes;
      if (at === 0) this.blocks.push(this.pool.lend());
      const piece = bytes.subarray(from, from + blockBytes - at);
      this.blocks.at(-1)?.set(piece, at);
      from += piece.length;
      this.size += piece.length;
    }
  }

  /** Hands over what was gathered; the next `append` begins the next GOP. */
  take(): GopBytes {
    const { blocks, size, pool } = this;
    this.blocks = [];
    this.size = 0;
    const views = blocks.map((block, i) => block.subarray(0, Math.min(blockBytes, size - i * blockBytes)));
    return { views, sizeBytes: size, release: () => pool.takeBack(blocks) };
  }
}
