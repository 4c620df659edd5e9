import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface ImpostorOptions {
  /** The beginning of the command line: where on the network it stands. */
  readonly within: readonly string[];
  readonly address: string;
  /** The camera that it says it is. */
  readonly camera: { readonly endpointUuid: string; readonly mac: string };
  /** The first is that of its device service. */
  readonly ports: readonly number[];
}

/** One line of its output. */
interface Heard {
  readonly probed?: true;
  readonly sent?: string;
}

/** A device that claims to be a camera, in a process of its own (`impostor.mjs`). */
export class Impostor {
  /** How many probes it has answered. */
  probed = 0;
  /** What it was sent by TCP. */
  readonly sent: string[] = [];

  private constructor(private readonly child: ChildProcess) {}

  static async start({ within, address, camera, ports }: ImpostorOptions): Promise<Impostor> {
    const { endpointUuid, mac } = camera;
    const command = [...within, process.execPath, join(import.meta.dirname, 'impostor.mjs')];
    const said = JSON.stringify({ address, endpointUuid, mac, ports });
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...command, said], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const impostor = new Impostor(child);
    const lines = createInterface({ input: child.stdout });
    const [ready] = (await once(lines, 'line')) as [string];
    if (ready !== '{"ready":true}') throw new Error(`the impostor says ${ready}`);
    lines.on('line', (line) => impostor.hear(JSON.parse(line) as Heard));
    return impostor;
  }

  private hear({ probed, sent }: Heard): void {
    if (probed) this.probed += 1;
    if (sent !== undefined) this.sent.push(sent);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}
