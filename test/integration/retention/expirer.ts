import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
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

/** A process that will expire, and waits for its time. */
export class Expirer {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #ready: Promise<unknown>;
  readonly #exited: Promise<unknown>;

  constructor(options: ExpirerOptions) {
    this.#child = spawn(process.execPath, [here('expirer.mjs'), JSON.stringify(options)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#exited = once(this.#child, 'exit');
    const ended = this.#exited.then(() => Promise.reject(new Error('the process ended before it was ready')));
    this.#ready = Promise.race([once(this.#child.stdout, 'data'), ended]);
    // One that is killed before anybody needs it has nobody waiting.
    this.#ready.catch(() => {});
  }

  /** Lets it expire once, and kills it. Answers how long that took on this machine. */
  async roundMs(nowMs: number): Promise<number> {
    await this.#ready;
    const round = once(this.#child.stdout, 'data');
    const begunMs = performance.now();
    this.#child.stdin.write(`${nowMs}\n`);
    await round;
    const tookMs = performance.now() - begunMs;
    await this.kill();
    return tookMs;
  }

  /** Lets it expire for so long, then SIGKILL. It must have been at work until then. */
  async killedAfter(workMs: number, nowMs: number): Promise<void> {
    await this.#ready;
    this.#child.stdin.write(`${nowMs}\n`);
    await pause(workMs);
    expect(this.#child.exitCode).toBeNull();
    await this.kill();
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }
}
