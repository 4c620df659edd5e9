import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settings } from '../../../config/schema.ts';
import { minhchung } from '../../../scripts/cli/program.ts';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const commands = minhchung().commands.map((command) => command.name());
const variables = Object.values(settings).map(({ variable }) => variable);

const hasCompose = spawnSync('docker-compose', ['version']).status === 0;
const composeMissing = hasCompose
  ? 'docker-compose'
  : "skipped: docker-compose is not there; Debian's docker-compose would bring it";
const secrets = { POSTGRES_PASSWORD: 'p', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 's' };
const compose = (env: Record<string, string>): string =>
  execFileSync('docker-compose', ['-f', join(root, 'docker-compose.yml'), 'config'], {
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

describe('when the service is composed of containers', () => {
  it.skipIf(!hasCompose)(`is a file of the Compose specification (${composeMissing})`, () => {
    expect(compose(secrets)).toContain('noeviction');
  });

  it.skipIf(!hasCompose)(`does not start without its secrets (${composeMissing})`, () => {
    expect(() => compose({})).toThrow(/set it in .env/);
  });

  it('starts commands that there are, with settings that there are', () => {
    const text = read('docker-compose.yml');
    const started = [...text.matchAll(/command: \["(\w+)"(?=\]|, "--roles")/g)].map(([, name]) => name);
    expect(started).toEqual(['api', 'worker', 'worker']);
    for (const name of started) expect(commands).toContain(name);
    const ours = [
      ...text.matchAll(/^ {4,6}((?:MINHCHUNG_|S3_|TLS_)\w+|HOST|PORT|DATABASE_URL|REDIS_URL):/gm),
    ];
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.map(([, name]) => name).filter((name) => !variables.includes(name ?? ''))).toEqual([]);
  });

  it('runs as nobody special, from the command of the package', () => {
    const text = read('Dockerfile');
    expect(text.lastIndexOf('\nUSER minhchung')).toBeGreaterThan(text.lastIndexOf('\nRUN '));
    const { bin } = JSON.parse(read('package.json')) as { bin: { minhchung: string } };
    expect(text).toContain(`"${bin.minhchung}"]`);
  });
});

describe('when the service is started by systemd', () => {
  const units = readdirSync(join(root, 'scripts/systemd')).filter((name) => name.endsWith('.service'));

  it.each(units)('%s runs a command that there is', (name) => {
    const [, command] = /^ExecStart=\S+ .*minhchung\.js (\S+)/m.exec(read(`scripts/systemd/${name}`)) ?? [];
    expect(commands).toContain(command);
  });
});
