import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { asUser } from '../../../scripts/service/postgres-user.ts';
import { verifierFiles, verifierFolders } from '../../../scripts/setup/compile-verifier.mjs';
import { type Part, Stage } from './stage.ts';

const root = join(import.meta.dirname, '../../..');
export const standIn = join(import.meta.dirname, 'stand-in.mjs');
const oldNodeMaker = join(import.meta.dirname, 'old-node.mjs');

const neededPrograms = ['sh', 'dirname', 'setpriv', 'flock', 'getent', 'setsid'];
const debianPrograms = ['ffmpeg', 'ffprobe', 'redis-server'];

/** What set-up looks at to know whether it must compile: programs, console and verifier. */
const foldersRead = ['src/web', 'workers', 'config', 'src/adapters/ffmpeg', ...verifierFolders];
const filesRead = [
  ...['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'vite.config.ts'],
  // What the project has of set-up itself is copied.
  ...verifierFiles.filter((name) => !name.startsWith('scripts/setup/')),
];

/** Becomes the script of a scratch project: set-up's last act is to import it. */
const script = `import { standIn } from ${JSON.stringify(standIn)}; standIn('script', process.argv.slice(2));`;

/** The compiler of a scratch project: makes its one script, and finds everything in order. */
const compiler = `
const { mkdirSync, writeFileSync } = require('node:fs');
mkdirSync('dist/scripts', { recursive: true });
writeFileSync('dist/scripts/demo.js', ${JSON.stringify(script)});
`;

/** What npm does when it succeeds. */
export const installed: Part = {
  files: {
    'node_modules/@typescript/native/bin/tsc': compiler,
    'node_modules/vite/bin/vite.js': '',
    'node_modules/.package-lock.json': '{}',
  },
  status: 0,
};

export interface ProjectOptions {
  /** Where the folder is made; the system's temporary directory unless given. */
  readonly parent?: string;
  /** Programs of Debian's that are on PATH. */
  readonly present?: readonly string[];
  /** Programs that stand-ins take the place of. */
  readonly standIns?: readonly string[];
  /** The machine's Node says that it is 20.20.2. */
  readonly oldNode?: boolean;
}

/** The set-up of this project in a folder of its own, with nothing else on PATH than what it needs. */
export class ScratchProject {
  readonly directory: string;
  readonly stage: Stage;
  readonly #home: string;

  private constructor(home: string, stage: Stage) {
    this.#home = home;
    this.directory = join(home, 'project');
    this.stage = stage;
  }

  static async create(options: ProjectOptions = {}): Promise<ScratchProject> {
    const home = mkdtempSync(join(options.parent ?? tmpdir(), 'scratch-project-'));
    const project = new ScratchProject(home, await Stage.open(join(home, 'stage')));
    project.#copySources();
    project.#fillPath(options);
    return project;
  }

  #copySources(): void {
    for (const name of ['scripts/setup', 'scripts/setup.sh', 'scripts/setup.mjs', 'package.json'])
      cpSync(join(root, name), this.path(name), { recursive: true });
    for (const name of foldersRead) mkdirSync(this.path(name), { recursive: true });
    for (const name of [...filesRead, 'scripts/demo.ts']) writeFileSync(this.path(name), '');
  }

  #fillPath({ present = debianPrograms, standIns = ['npm'], oldNode = false }: ProjectOptions): void {
    mkdirSync(this.bin);
    if (oldNode) this.addProgram('node', `exec ${process.execPath} --import ${oldNodeMaker} "$@"`);
    else symlinkSync(process.execPath, join(this.bin, 'node'));
    for (const name of neededPrograms) symlinkSync(pathOf(name), join(this.bin, name));
    for (const name of present) this.addProgram(name, 'exit 0');
    for (const name of standIns) this.addProgram(name, `exec ${process.execPath} ${standIn} ${name} "$@"`);
  }

  /** A path beside the project. */
  beside(name: string): string {
    return join(this.#home, name);
  }

  get bin(): string {
    return join(this.#home, 'bin');
  }

  path(name: string): string {
    return join(this.directory, name);
  }

  addProgram(name: string, shell: string): void {
    writeFileSync(join(this.bin, name), `#!${pathOf('sh')}\n${shell}\n`, { flag: 'wx', mode: 0o755 });
  }

  /** As `npm run demo -- …` does. */
  start(...args: readonly string[]): SetupProcess {
    return this.run('sh', ['scripts/setup.sh', '--for', 'demo', '--', 'scripts/demo.ts', ...args]);
  }

  /** The same as a user who is not root. */
  startAsUser(env: Readonly<Record<string, string>> = {}, purpose: 'demo' | 'test' = 'demo'): SetupProcess {
    const user = process.getuid?.() === 0 ? { name: 'nobody', uid: 65534, gid: 65534 } : undefined;
    if (user) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, this.#home]);
    const options = asUser(user, [this.#home, dirname(process.execPath), root]);
    const command = ['sh', 'scripts/setup.sh', '--for', purpose, '--', 'scripts/demo.ts'];
    return this.run('setpriv', [...options, '--', ...command], env);
  }

  run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): SetupProcess {
    const child = spawn(join(this.bin, command), args, {
      cwd: this.directory,
      // With a database that is named, set-up makes no user on this machine.
      env: { PATH: this.bin, STAGE: this.beside('stage'), DATABASE_URL: 'postgresql://nowhere', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      // Leads a process group, as in a terminal: Ctrl-C is a signal to all of it.
      detached: true,
    });
    return new SetupProcess(child);
  }

  remove(): void {
    this.stage.close();
    rmSync(this.#home, { recursive: true });
  }
}

const pathOf = (program: string): string =>
  execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();

/** A set-up that runs. */
export class SetupProcess {
  readonly pid: number;
  /** Exit status or signal. */
  readonly ended: Promise<number | NodeJS.Signals>;
  stdout = '';
  stderr = '';
  readonly #child: ChildProcess;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.pid = child.pid ?? 0;
    child.stdout?.on('data', (chunk) => (this.stdout += String(chunk)));
    child.stderr?.on('data', (chunk) => (this.stderr += String(chunk)));
    this.ended = once(child, 'close').then(
      ([status, signal]) => (status ?? signal) as number | NodeJS.Signals,
    );
  }

  kill(signal: NodeJS.Signals): Promise<number | NodeJS.Signals> {
    this.#child.kill(signal);
    return this.ended;
  }

  /** As in a terminal. */
  pressCtrlC(): void {
    process.kill(-this.pid, 'SIGINT');
  }

  /** Resolves when it has said that on stderr. */
  async says(text: string): Promise<void> {
    let isOver = false;
    const over = this.ended.then(() => (isOver = true));
    while (!this.stderr.includes(text)) {
      if (isOver || !this.#child.stderr) throw new Error(`it ended without "${text}": ${this.stderr}`);
      await Promise.race([once(this.#child.stderr, 'data'), over]);
    }
  }
}
