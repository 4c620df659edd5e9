import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type ComposeService, imageOf } from './compose-file.ts';
import { NamespacedProcess } from './namespaced.ts';
import { startPostgresImage } from './postgres-image.ts';

const root = join(import.meta.dirname, '../../..');

export interface Ports {
  readonly api: number;
  readonly postgres: number;
  readonly redis: number;
  readonly store: number;
}

/** The programs that stand for the images of others. */
export interface Stands {
  readonly minio: string;
}

/**
 * The services of docker-compose.yml as processes of this host. Instead of the engine, this starts each one when those that
 * it depends on are as it asks, and puts ports of ours and folders of `directory` where the file has others.
 */
export class Composition {
  private readonly running = new Map<string, NamespacedProcess>();
  private stopPostgres: (() => Promise<void>) | undefined;

  constructor(
    private readonly services: Readonly<Record<string, ComposeService>>,
    private readonly directory: string,
    private readonly ports: Ports,
    private readonly stands: Stands,
  ) {}

  /** Starts all services, each when those before it are as it asks. */
  async up(): Promise<void> {
    const begun = new Map<string, Promise<void>>();
    const begin = (name: string): Promise<void> => {
      const known = begun.get(name) ?? this.beginAfter(name, begin);
      begun.set(name, known);
      return known;
    };
    await Promise.all(Object.keys(this.services).map(begin));
  }

  /** That runs in the container of a service. */
  process(name: string): NamespacedProcess {
    const found = this.running.get(name);
    if (!found) throw new Error(`${name} was not started`);
    return found;
  }

  /** Waits until a service is healthy, by its own check. */
  async healthy(name: string): Promise<void> {
    for (;;) {
      const { status, output } = await this.check(name);
      if (status === 0) return;
      const started = this.running.get(name);
      if (started?.hasEnded) throw new Error(`${name} ended: ${started.output}${output}`);
      await delay(200);
    }
  }

  /** Runs its health check once. */
  async check(name: string): Promise<{ readonly status: number; readonly output: string }> {
    const [kind, ...words] = this.service(name).healthcheck?.test.map((word) => this.here(word)) ?? [];
    const command = kind === 'CMD-SHELL' ? ['sh', '-c', ...words] : words;
    return this.run(command, { ...this.environmentOf(name), PGPORT: String(this.ports.postgres) });
  }

  /** Runs a command with the variables of a service, as `docker-compose exec` does. */
  async run(
    [program = '', ...args]: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): Promise<{ status: number; output: string }> {
    const env = { PATH: process.env.PATH, ...environment };
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const words: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => words.push(String(chunk)));
    const [status] = (await once(child, 'close')) as [number];
    return { status, output: words.join('') };
  }

  /** The variables of a service, with those of its image. */
  environmentOf(name: string): Record<string, string> {
    const ours = this.isOurs(name) ? imageOf().environment : {};
    const all = { ...ours, ...this.service(name).environment };
    return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, this.here(String(value))]));
  }

  /** Ends what still runs. */
  async down(): Promise<void> {
    await Promise.all([...this.running.values()].map((each) => each.kill()));
    await this.stopPostgres?.();
  }

  private async beginAfter(name: string, begin: (name: string) => Promise<void>): Promise<void> {
    const needed = Object.entries(this.service(name).depends_on ?? {});
    await Promise.all(
      needed.map(async ([other, { condition }]) => {
        await begin(other);
        if (condition === 'service_healthy') await this.healthy(other);
        else if (condition === 'service_completed_successfully') await this.completed(other);
        else throw new Error(`no test knows the condition ${condition}`);
      }),
    );
    await this.start(name);
  }

  private async completed(name: string): Promise<void> {
    const one = this.process(name);
    if ((await one.ended) !== 0) throw new Error(`${name} failed: ${one.output}`);
  }

  private async start(name: string): Promise<void> {
    const environment = this.environmentOf(name);
    if (name === 'postgres') {
      const server = await startPostgresImage(this.directory, this.ports.postgres, environment);
      this.stopPostgres = () => server.stop();
      return;
    }
    await mkdir(join(this.directory, name));
    this.running.set(
      name,
      NamespacedProcess.start(this.commandOf(name), { ...environment, MINIO_BROWSER: 'off' }),
    );
  }

  private commandOf(name: string): string[] {
    const { entrypoint, command = [] } = this.service(name);
    const words = command.map((word) => this.here(word).replace(/\/data\b/, join(this.directory, name)));
    if (this.isOurs(name)) return [...imageOf().entrypoint, ...words];
    if (name !== 'store') return [...(entrypoint ?? []), ...words];
    const certificates = ['--certs-dir', join(this.directory, 'no-certificates')];
    const places = ['--address', `127.0.0.1:${this.ports.store}`, ...certificates];
    return [this.stands.minio, ...words, ...places];
  }

  private isOurs(name: string): boolean {
    return ['api', 'recorder', 'worker', 'signer', 'prepare'].includes(name);
  }

  private service(name: string): ComposeService {
    const found = this.services[name];
    if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
    return found;
  }

  /** A text of the file with the hosts, ports and folders of this test. */
  private here(text: string): string {
    const { api, postgres, redis, store } = this.ports;
    return text
      .replace(/@(postgres|127\.0\.0\.1)\//, `@127.0.0.1:${postgres}/`)
      .replace(/\/\/(redis|127\.0\.0\.1):6379/, `//127.0.0.1:${redis}`)
      .replace(/\/\/(store|127\.0\.0\.1):9000/, `//127.0.0.1:${store}`)
      .replace(/^port 6379$/m, `port ${redis}`)
      .replace(/^redis-cli /, `redis-cli -p ${redis} `)
      .replace(/^8443$/, String(api))
      .replace(/^0\.0\.0\.0$/, '127.0.0.1')
      .replace('/var/lib/minhchung', join(this.directory, 'data'))
      .replace('/etc/minhchung', join(this.directory, 'files'));
  }
}
