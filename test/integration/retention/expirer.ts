import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { MinioStoreOptions } from '../../../src/adapters/minio/minio-store.ts';
import type { RetentionPolicy, SiteStore } from '../../../src/retention/index.ts';

const here = (name: string) => new URL(name, import.meta.url).pathname;

/** The process runs what was compiled. */
export const compileExpirer = (): unknown =>
  execFileSync(process.execPath, [here('../../../scripts/setup/compile-now.mjs')], { stdio: 'inherit' });

interface ExpirerOptions {
  readonly databaseUrl: string;
  readonly siteStore: SiteStore;
  readonly policy: RetentionPolicy;
  readonly disk?: { readonly directory: string; readonly nodeId: string };
  readonly s3?: MinioStoreOptions;
}

/** How long a process takes here. */
interface WorkTimes {
  readonly roundMs: number;
  /** Of the round, from when a deletion is under way. */
  readonly deletionMs: number;
}

/** A process that will expire, and waits for its time. */
export class Expirer {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #said: AsyncIterator<string>;
  readonly #exited: Promise<unknown>;

  constructor(options: ExpirerOptions) {
    this.#child = spawn(process.execPath, [here('expirer.mjs'), JSON.stringify(options)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#exited = once(this.#child, 'exit');
    this.#said = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
  }

  /** Lets it expire once, and kills it. */
  async worked(nowMs: number): Promise<WorkTimes> {
    await this.#go(nowMs);
    const begunMs = performance.now();
    await this.#until('begun');
    const deletingMs = performance.now();
    await this.#until('round');
    const endedMs = performance.now();
    await this.kill();
    return { roundMs: endedMs - begunMs, deletionMs: endedMs - deletingMs };
  }

  /** Lets it expire for so long, then SIGKILL. It must have been at work until then. */
  async killedAfter(workMs: number, nowMs: number): Promise<void> {
    await this.#go(nowMs);
    await pause(workMs);
    expect(this.#child.exitCode).toBeNull();
    await this.kill();
  }

  /** SIGKILL so long after its first deletion was under way, or after a round without any. */
  async killedDeleting(deletedMs: number, nowMs: number): Promise<void> {
    await this.#go(nowMs);
    await this.#until('begun', 'round');
    await pause(deletedMs);
    await this.kill();
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  async #go(nowMs: number): Promise<void> {
    await this.#until('ready');
    this.#child.stdin.write(`${nowMs}\n`);
  }

  async #until(...words: readonly string[]): Promise<void> {
    for (;;) {
      const line = await this.#said.next();
      if (line.done) throw new Error(`the process ended before it said ${words.join(' or ')}`);
      if (words.includes(line.value)) return;
    }
  }
}
