import { EventEmitter, once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { SpawnerOrder, SpawnerReport } from './messages.ts';

/** A process that another thread started and listens to, with the events and the output of a `ChildProcess`. */
export class ThreadedChild extends EventEmitter {
  pid: number | undefined;
  exitCode: number | null = null;
  signalCode: NodeJS.Signals | null = null;
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly stdin = {
    write: (text: string) => this.order({ kind: 'write', text }),
    /** The thread knows of a broken pipe. */
    on: () => {},
  };

  constructor(private readonly order: (order: SpawnerOrder) => void) {
    super();
  }

  kill(signal: NodeJS.Signals): void {
    this.order({ kind: 'kill', signal });
  }

  hear(report: SpawnerReport): void {
    switch (report.kind) {
      case 'spawned':
        this.pid = report.pid;
        this.emit('spawn');
        break;
      case 'failed':
        this.emit('error', Object.assign(new Error(report.message), { code: report.code }));
        break;
      case 'stdout':
      case 'stderr':
        this[report.kind].write(report.text);
        break;
      case 'exited':
        [this.exitCode, this.signalCode] = [report.code, report.signal];
        this.emit('exit', report.code, report.signal);
        break;
      case 'closed':
        void this.close(report.code, report.signal);
    }
  }

  /** Once everything it wrote was read. */
  private async close(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    const read = Promise.all([once(this.stdout, 'end'), once(this.stderr, 'end')]);
    for (const output of [this.stdout, this.stderr]) output.end().resume();
    await read;
    this.emit('close', code, signal);
  }
}
