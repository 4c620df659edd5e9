import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startChild } from '../../scripts/service/child.ts';
import { postgresUrl, preparePostgres } from '../../scripts/service/postgres.ts';
import { postgresUser } from '../../scripts/service/postgres-user.ts';
import { messageOf } from '../../src/core/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The socket that answers with a `PostgresAnswer`. */
    readonly postgresDesk: string;
  }
}

export type PostgresAnswer = { readonly url: string; readonly template: string } | { readonly error: string };

interface Server {
  readonly url: string;
  readonly template: string;
  stop(): Promise<void>;
}

/**
 * Set-up of a tier: one PostgreSQL for all of its files, the one of TEST_DATABASE_URL or one that is started when the
 * first file asks, and in it one migrated database to copy.
 */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'minh-chung-test-'));
  const path = join(directory, 'desk');
  let started: Promise<Server> | undefined;
  const answer = async (): Promise<PostgresAnswer> => {
    started ??= startServer(directory);
    return started.then(
      ({ url, template }) => ({ url, template }),
      (error: unknown) => ({ error: messageOf(error) }),
    );
  };
  const desk = createServer((asker) => void answer().then((given) => asker.end(JSON.stringify(given))));
  desk.listen(path);
  await once(desk, 'listening');
  provide('postgresDesk', path);
  return async () => {
    desk.close();
    const server = await started?.catch(() => undefined);
    await server?.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

async function startServer(directory: string): Promise<Server> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startEmbedded(directory);
  const { url } = server;
  // With the libraries that only the tests of PostgreSQL need.
  const { createDatabase, dropDatabase, urlOf } = await import('./databases.ts');
  const { migrate } = await import('../../src/adapters/postgres/migrate.ts');
  const template = await createDatabase(url);
  await migrate(urlOf(url, template));
  return {
    url,
    template,
    stop: async () => {
      if (given) await dropDatabase(url, template);
      await server.stop();
    },
  };
}

/** The embedded default's own server, without its care for a power cut. */
async function startEmbedded(directory: string): Promise<{ url: string; stop(): Promise<void> }> {
  const user = postgresUser();
  await chmod(directory, 0o711);
  const [dataDir, runDir] = [join(directory, 'data'), join(directory, 'run')];
  for (const made of [dataDir, runDir]) {
    await mkdir(made, { mode: 0o700 });
    if (user) await chown(made, user.uid, user.gid);
  }
  const path = process.env.PATH ?? '';
  const spec = await preparePostgres({ dataDir, runDir, path, user, onLine: () => {} });
  const settings = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'max_connections=400'];
  const child = startChild({
    ...spec,
    command: [...spec.command, ...settings.flatMap((setting) => ['-c', setting])],
  });
  await child.ready;
  return { url: postgresUrl(runDir), stop: () => child.stop() };
}
