import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { expect, vi } from 'vitest';
import { processesOfFolder } from './processes-of-folder.ts';
import { commandOf, descendants } from './service-processes.ts';

/** Against hanging alone: a busy machine takes several times what an idle one does. */
const patienceMs = 280_000;

const root = join(import.meta.dirname, '../..');

/** An npm command of the project as a person starts it, with a folder of its own for data and temporary files. */
export class NpmCommand {
  readonly folder: string;
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly closed: Promise<unknown>;
  private output = '';

  private constructor(folder: string, [program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv) {
    this.folder = folder;
    const { PATH, HOME } = process.env;
    this.child = spawn(program, args, {
      cwd: root,
      // npm keeps compiled code in the temporary folder.
      env: {
        PATH,
        HOME,
        NODE_DISABLE_COMPILE_CACHE: '1',
        TMPDIR: folder,
        MINHCHUNG_DATA_DIR: join(folder, 'data'),
        ...env,
      },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    this.closed = once(this.child, 'close');
  }

  /** `args`: what follows `npm`. */
  static async start(args: string, env: NodeJS.ProcessEnv = {}, folder?: string): Promise<NpmCommand> {
    return new NpmCommand(folder ?? (await newFolder()), ['npm', ...args.split(' ')], env);
  }

  /** On a terminal of its own, on which keys can be pressed (script(1)). */
  static async startOnTerminal(args: string, env: NodeJS.ProcessEnv = {}): Promise<NpmCommand> {
    const script = ['script', '--quiet', '--flush', '--return', '--command', `npm ${args}`, '/dev/null'];
    return new NpmCommand(await newFolder(), script, env);
  }

  pressCtrlC(): void {
    this.child.stdin.write('\x03');
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  signalGroup(name: NodeJS.Signals): void {
    process.kill(-(this.child.pid ?? 0), name);
  }

  /** Resolves when a process below runs a command like this one. */
  runs(command: RegExp): Promise<void> {
    const commands = (): string =>
      descendants(this.child.pid ?? 0)
        .map(commandOf)
        .join('\n');
    return this.until(() => expect(commands(), this.output).toMatch(command));
  }

  /** Resolves with all that it wrote when nothing of it runs any more, not even what left its process group. */
  async isGone(): Promise<string> {
    await this.until(() => expect(processesOfFolder(this.folder)).toEqual([]));
    // Its last words may still be in the pipe.
    await this.closed;
    return this.output;
  }

  left(): Promise<string[]> {
    return readdir(this.folder);
  }

  async remove(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.signalGroup('SIGKILL');
    await this.isGone();
    await rm(this.folder, { recursive: true, force: true });
  }

  private until(holds: () => void): Promise<void> {
    return vi.waitFor(holds, { timeout: patienceMs, interval: 20 });
  }
}

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'npm-command-'));
