import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CameraFacts } from './camera.ts';
import type { CameraCommand } from './camera-command.ts';
import type { ClipProgress } from './clip/clip-cache.ts';
import { projectRoot } from './project-root.ts';
import type { WardOptions } from './ward.ts';
import type { WardLine } from './ward-lines.ts';

export interface WardProcessOptions extends WardOptions {
  /** The program to run; by default the compiled main.js, or main.ts under the loader of this process. */
  entry?: string;
  /** The beginning of a command line that runs the program elsewhere: in a network namespace. */
  within?: readonly string[];
  onProgress?: (progress: ClipProgress) => void;
  /** Aborts a start in progress. */
  signal?: AbortSignal | undefined;
}

interface Waiting {
  resolve: (facts: CameraFacts) => void;
  reject: (error: Error) => void;
}

/** A ward in its own process, so that its CPU is separate; it dies with this one. */
export class WardProcess {
  /** Current facts: each reply updates them. */
  readonly cameras: CameraFacts[] = [];
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  constructor(child: ChildProcess) {
    this.child = child;
    child.stdin?.on('error', () => undefined); // the child has ended: `close` rejects the pending commands
    child.once('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('the ward has ended'));
      this.waiting.clear();
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Resolves with the camera's facts once it has obeyed. */
  command(camera: number, command: CameraCommand): Promise<CameraFacts> {
    const id = ++this.lastId;
    const facts = new Promise<CameraFacts>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.tell({ ...command, camera, id });
    return facts;
  }

  /** Ends the ward and waits for its exit; kills it after `withinMs`. */
  async stop(withinMs = 5_000): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const closed = once(this.child, 'close');
    this.child.stdin?.end();
    const late = setTimeout(() => this.child.kill('SIGKILL'), withinMs);
    await closed;
    clearTimeout(late);
  }

  tell(line: object): void {
    this.child.stdin?.write(`${JSON.stringify(line)}\n`);
  }

  take(reply: Extract<WardLine, { ok: boolean }>): void {
    const waiting = this.waiting.get(reply.id ?? 0);
    this.waiting.delete(reply.id ?? 0);
    if (reply.ok) {
      this.cameras[reply.camera.number] = reply.camera;
      waiting?.resolve(reply.camera);
    } else waiting?.reject(new Error(reply.error));
  }
}

/** Resolves when every camera is open. Rejects with the ward's own error when it cannot start. */
export async function startWardProcess(options: WardProcessOptions): Promise<WardProcess> {
  const { entry, within = [], onProgress, signal, ...wardOptions } = options;
  signal?.throwIfAborted();
  const command = [...within, process.execPath, ...programArguments(entry)];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...command], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ward = new WardProcess(child);
  const ready = readyWard(ward, child, onProgress);
  const abandon = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', abandon);
  ward.tell(wardOptions);
  return ready.finally(() => signal?.removeEventListener('abort', abandon));
}

function readyWard(
  ward: WardProcess,
  child: ChildProcess,
  onProgress?: (progress: ClipProgress) => void,
): Promise<WardProcess> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`the ward ended before it was ready (${code})`)));
    if (!child.stdout) return reject(new Error('the ward has no stdout'));
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as WardLine;
      if ('building' in line) return onProgress?.(line.building);
      if ('ok' in line) return ward.take(line);
      if (!line.ready) return reject(new Error(line.error));
      ward.cameras.push(...line.cameras);
      resolve(ward);
    });
  });
}

/** Uses main beside this file when compiled or under a TypeScript loader; otherwise main.js in dist. */
function programArguments(entry: string | undefined): string[] {
  if (entry) return [entry];
  if (import.meta.filename.endsWith('.js')) return [join(import.meta.dirname, 'main.js')];
  if (process.execArgv.some((argument) => argument.includes('tsx'))) {
    return [...process.execArgv, join(import.meta.dirname, 'main.ts')];
  }
  const compiled = join(projectRoot(), 'dist', 'scripts', 'ward', 'main.js');
  if (!existsSync(compiled)) throw new Error('the ward is not compiled: npx tsc -p tsconfig.build.json');
  return [compiled];
}
