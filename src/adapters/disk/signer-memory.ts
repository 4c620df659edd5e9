import { hash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../core/index.ts';
import type { ChainEnd, TreeHead } from '../../log/index.ts';
import { nothingSigned, type Remembered, type SignerMemory } from '../../signer/index.ts';
import { makeDirectory, supersede, writeVerified } from './durable-file.ts';
import { lockFolder } from './folder-lock.ts';
import { readIfThere } from './read-or-create.ts';

const fileName = 'memory';
/** Steps are appended until they outweigh the ends of all chains that the file begins with, and this. */
const smallBytes = 1024 * 1024;

/**
 * The signer's memory as lines of one file, each with its checksum: at first the whole of it, then the steps. A step is one
 * write and one fsync. A crash leaves the end of the last line out: that step was never answered, and is dropped.
 */
export class DiskSignerMemory implements SignerMemory {
  private file: FileHandle | undefined;
  private wholeBytes = 0;
  private stepBytes = 0;
  private ends = new Map<string, ChainEnd>();

  private constructor(
    private readonly directory: string,
    private readonly lock: FileHandle,
  ) {}

  /** One process at a time has it. Errors: `unavailable` `signer-locked`, those of the disk. */
  static async open(directory: string): Promise<DiskSignerMemory> {
    await makeDirectory(directory);
    const lock = await lockFolder(directory).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'run-locked') throw error;
      throw new AppError('unavailable', 'signer-locked', `another signer works with ${directory}`);
    });
    return new DiskSignerMemory(directory, lock);
  }

  /** Errors: `internal` `signer-memory-damaged`. */
  async recall(): Promise<Remembered> {
    const bytes = await readIfThere(this.path);
    const steps = bytes ? stepsIn(bytes.toString(), this.path) : [];
    this.ends = new Map(steps.flatMap(({ ends }) => ends));
    const last = steps.at(-1);
    if (!last) return nothingSigned;
    const remembered = { ...last, ends: this.ends };
    await this.writeWhole(remembered);
    return remembered;
  }

  async remember(step: Remembered): Promise<void> {
    for (const [chain, end] of step.ends) this.ends.set(chain, end);
    if (!this.file || this.stepBytes > Math.max(smallBytes, this.wholeBytes))
      return this.writeWhole({ ...step, ends: this.ends });
    const line = Buffer.from(lineOf(step));
    this.stepBytes += line.length;
    await this.file.appendFile(line);
    await this.file.sync();
  }

  async close(): Promise<void> {
    await this.file?.close();
    await this.lock.close();
  }

  private get path(): string {
    return join(this.directory, fileName);
  }

  private async writeWhole(whole: Remembered): Promise<void> {
    await this.file?.close();
    this.file = undefined;
    const bytes = Buffer.from(lineOf(whole));
    const temporary = `${this.path}.new`;
    await rm(temporary, { force: true });
    await writeVerified(temporary, bytes);
    await supersede(temporary, this.path);
    this.file = await open(this.path, 'a');
    [this.wholeBytes, this.stepBytes] = [bytes.length, 0];
  }
}

/** A step as it stands in the file: roots in hex. */
interface StoredStep {
  readonly log?: string;
  readonly head: { readonly size: number; readonly root: string };
  readonly before: { readonly size: number; readonly root: string };
  readonly atMs: number;
  readonly ends: readonly (readonly [chain: string, seq: number, digest: string, req?: number])[];
}

interface RecalledStep extends Omit<Remembered, 'ends'> {
  readonly ends: readonly [string, ChainEnd][];
}

function lineOf({ log, head, before, atMs, ends }: Remembered): string {
  const stored: StoredStep = {
    ...(log !== undefined && { log }),
    head: storedHead(head),
    before: storedHead(before),
    atMs,
    ends: [...ends].map(([chain, { seq, digest, req }]) =>
      req === undefined ? [chain, seq, digest] : [chain, seq, digest, req],
    ),
  };
  const text = JSON.stringify(stored);
  return `${hash('sha256', text)} ${text}\n`;
}

function stepsIn(text: string, path: string): RecalledStep[] {
  const lines = text.split('\n');
  // After the last newline is nothing, or a step that was not written to its end.
  lines.pop();
  const steps = lines.map(stepIn);
  const damaged = steps.indexOf(undefined);
  if (damaged < 0 || damaged === steps.length - 1) return steps.filter((step) => step !== undefined);
  throw new AppError('internal', 'signer-memory-damaged', `line ${damaged + 1} of ${path} is damaged`);
}

function stepIn(line: string): RecalledStep | undefined {
  const [checksum = '', text = ''] = [line.slice(0, 64), line.slice(65)];
  if (hash('sha256', text) !== checksum) return undefined;
  const { log, head, before, atMs, ends } = JSON.parse(text) as StoredStep;
  return {
    ...(log !== undefined && { log }),
    head: recalledHead(head),
    before: recalledHead(before),
    atMs,
    ends: ends.map(([chain, seq, digest, req]) => [
      chain,
      { seq, digest, ...(req !== undefined && { req }) },
    ]),
  };
}

const storedHead = ({ size, root }: TreeHead) => ({ size, root: Buffer.from(root).toString('hex') });
const recalledHead = ({ size, root }: StoredStep['head']): TreeHead => ({
  size,
  root: Buffer.from(root, 'hex'),
});
