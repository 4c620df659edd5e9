import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { descendants } from '../service-processes.ts';
import type { Missing } from '../unless.ts';

const root = join(import.meta.dirname, '../../..');

/** New namespaces of users, processes and mounts, as an engine gives a container; the network stays ours. */
const apart = ['--user', '--map-root-user', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** Why no process can be put into namespaces of its own here. */
export const userNamespacesMissing: Missing =
  spawnSync('unshare', [...apart, 'true']).status === 0
    ? undefined
    : 'this machine allows no namespaces of users and processes (unshare --user --pid)';

/** A program that runs as process 1 of a container. */
export class NamespacedProcess {
  private readonly exited: Promise<number | null>;
  private readonly words: string[] = [];

  private constructor(private readonly child: ChildProcess) {
    this.exited = once(child, 'close').then(([status]) => status as number | null);
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => this.words.push(String(chunk)));
  }

  static start(command: readonly string[], environment: Readonly<Record<string, string>>): NamespacedProcess {
    const args = ['--pdeathsig', 'KILL', 'unshare', ...apart, '--', ...command];
    const env = { PATH: process.env.PATH, ...environment };
    return new NamespacedProcess(
      spawn('setpriv', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] }),
    );
  }

  /** Status at its end. */
  get ended(): Promise<number | null> {
    return this.exited;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** What it has printed. */
  get output(): string {
    return this.words.join('');
  }

  /** Its number inside its own namespace, and outside, once it runs. */
  get pid(): { readonly inside: number; readonly outside: number } {
    const [outside = 0] = descendants(this.child.pid ?? 0);
    const status = readFileSync(`/proc/${outside}/status`, 'utf8');
    return { inside: Number(/^NSpid:.*\s(\d+)$/m.exec(status)?.[1]), outside };
  }

  /** As the engine stops a container; answers the status. */
  async stop(): Promise<number | null> {
    if (!this.hasEnded) process.kill(this.pid.outside, 'SIGTERM');
    return this.exited;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }
}
