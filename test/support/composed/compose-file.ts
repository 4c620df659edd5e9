import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../../..');

/** A service of docker-compose.yml, as much of it as tests look at. */
export interface ComposeService {
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly logging: { readonly options: Readonly<Record<string, string>> };
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly stop_grace_period?: string;
}

/**
 * The services, as docker-compose itself reads them with that .env and nothing else. Throws what it prints when it refuses
 * them.
 */
export function composeServices(envFile: string): Record<string, ComposeService> {
  const args = ['--env-file', envFile, '-f', join(root, 'docker-compose.yml'), 'config'];
  const text = execFileSync('docker-compose', args, {
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const unescaped = (_key: unknown, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('$$', '$') : value;
  const { services } = parse(text, unescaped) as { services: Record<string, ComposeService> };
  return services;
}

/** The services as they stand in the file, with the names of variables in place of values. */
export function writtenServices(): Record<string, ComposeService> {
  const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
  return (parse(text, { merge: true }) as { services: Record<string, ComposeService> }).services;
}

/** What the Dockerfile says of a container: its entry point and its variables. */
export function imageOf(): { readonly entrypoint: string[]; readonly environment: Record<string, string> } {
  const text = readFileSync(join(root, 'Dockerfile'), 'utf8');
  const [, entrypoint = '[]'] = /^ENTRYPOINT (.*)$/m.exec(text) ?? [];
  const [, variables = ''] = /^ENV (.*)$/m.exec(text) ?? [];
  const environment: Record<string, string> = {};
  for (const each of variables.split(' ')) {
    const [name = '', value = ''] = each.split('=', 2);
    environment[name] = value;
  }
  return { entrypoint: JSON.parse(entrypoint) as string[], environment };
}
