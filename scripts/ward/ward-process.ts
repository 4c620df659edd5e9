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
  /** The program to run; by default the compiled main.js, or main.ts under the loader this process runs under. */
  entry?: string;
  onProgress?: (progress: ClipProgress) => void;
}

interface Waiting {
  resolve: (facts: CameraFacts) => void;
  reject: (error: Error) => void;
}

/** A ward in a process of its own, so that its CPU is apart; it dies with this one. */
export class WardProcess {
  /** As they are now: commands keep them true. */
  readonly cameras: CameraFacts[] = [];
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  constructor(child: ChildProcess) {
    this.child = child;
    child.stdin?.on('error', () => undefined); // it has ended: `close` tells those who wait
    child.once('close', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('the ward has ended'));
      this.waiting.clear();
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Resolves with the camera's facts when it has obeyed. */
  command(camera: number, command: CameraCommand): Promise<CameraFacts> {
    const id = ++this.lastId;
    const facts = new Promise<CameraFacts>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.tell({ ...command, camera, id });
    return facts;
  }

  /** Ends the ward and waits until it is gone. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const closed = once(this.child, 'close');
    this.child.stdin?.end();
    await closed;
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

/** Resolves when every camera is open. Rejects with the ward's own words when it cannot start. */
export async function startWardProcess(options: WardProcessOptions): Promise<WardProcess> {
  const { entry, onProgress, ...wardOptions } = options;
  const command = [process.execPath, ...programArguments(entry)];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...command], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ward = new WardProcess(child);
  const ready = readyWard(ward, child, onProgress);
  ward.tell(wardOptions);
  return ready;
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

/** Beside this file when it is compiled, or when a loader for TypeScript runs it; else in dist. */
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
