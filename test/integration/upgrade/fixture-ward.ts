import { readFileSync } from 'node:fs';
import { cp, readdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { CameraFootage, Place } from '../../../scripts/demo/footage.ts';
import { startChild } from '../../../scripts/service/child.ts';
import { postgresUrl, preparePostgres } from '../../../scripts/service/postgres.ts';
import { postgresUser } from '../../../scripts/service/postgres-user.ts';
import { openRunDirectory, removeRunDirectory } from '../../../scripts/service/run-directory.ts';
import type { ClosedSegment } from '../../../src/recording/index.ts';
import { newDataDir } from '../../support/service.ts';

const folder = join(import.meta.dirname, '../../fixtures/ward-4ae9458');

export interface FixturePerson {
  readonly name: string;
  readonly role: 'admin' | 'technician' | 'officer' | 'custodian' | 'auditor';
  readonly password: string;
  /** Of the authenticator app; base 32. */
  readonly secret?: string;
}

/** test/fixtures/ward-4ae9458/README.md */
export interface FixtureWard {
  readonly people: readonly FixturePerson[];
  readonly near: Place;
  readonly range: { readonly fromMs: number; readonly toMs: number };
  /** What that version answered to a look-up of `range` around `near`. */
  readonly footage: readonly CameraFootage[];
  /** Id of the camera whose footage an officer holds. */
  readonly held: string;
  /** Of the custody log before the last events. */
  readonly custodyHead: string;
}

export const fixtureWard = JSON.parse(readFileSync(join(folder, 'ward.json'), 'utf8')) as FixtureWard;

/** A data directory as that version left it, the catalogue in the embedded PostgreSQL. */
export async function restoreFixture(): Promise<string> {
  const dataDir = await newDataDir();
  await cp(join(folder, 'files'), dataDir, { recursive: true });
  for (const { path } of await spooledSegments()) {
    const video = join(dataDir, path.replace(/json$/, 'mp4'));
    // A file that was written just now may still be open.
    await utimes(video, fixtureWard.range.toMs / 1000, fixtureWard.range.toMs / 1000);
  }
  const dump = await readFile(join(folder, 'catalogue.sql'), 'utf8');
  // Lines that begin with a backslash are commands of psql.
  await withCatalogue(dataDir, (client) => client.query(dump.replaceAll(/^\\.*$/gm, '')));
  return dataDir;
}

/** Runs the embedded PostgreSQL of a data directory alone, for as long as `use` needs it. */
export async function withCatalogue<T>(dataDir: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const user = postgresUser();
  const runDir = await openRunDirectory(dataDir, user);
  const options = { dataDir, runDir, path: process.env.PATH ?? '', user, onLine: () => {} };
  const server = startChild(await preparePostgres(options));
  try {
    await server.ready;
    return await withClient(postgresUrl(runDir), use);
  } finally {
    await server.stop();
    await removeRunDirectory(dataDir);
  }
}

export async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** Segments that were closed and not yet in the catalogue; paths are those of their facts, in the data directory. */
export async function spooledSegments(): Promise<(ClosedSegment & { readonly path: string })[]> {
  const paths = await filesUnder('spool');
  const facts = paths.filter((path) => /\/\d{6}\.json$/.test(path));
  return Promise.all(
    facts.map(async (path) => ({ ...(await readJson<ClosedSegment>(join(folder, 'files', path))), path })),
  );
}

/** The originals in the store. */
export const storedOriginals = async (): Promise<Buffer[]> =>
  Promise.all(
    (await filesUnder('store/objects/segments')).map((path) => readFile(join(folder, 'files', path))),
  );

async function filesUnder(part: string): Promise<string[]> {
  const entries = await readdir(join(folder, 'files', part), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, 'files').length + 1));
}

const readJson = async <T>(path: string): Promise<T> => JSON.parse(await readFile(path, 'utf8')) as T;
