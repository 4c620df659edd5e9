import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import pg from 'pg';

/** Where a secret stands in clear, of all places where a credential must never be (I9). */
export async function findLeaks(
  secrets: readonly string[],
  where: { readonly pids: readonly number[]; readonly lines: readonly string[]; readonly env: Environment },
): Promise<string[]> {
  const places = [
    ...processPlaces(where.pids),
    { name: 'log lines', text: where.lines.join('\n') },
    ...(await catalogueTables(where.env.DATABASE_URL ?? '')),
    ...(await redisKeys(where.env.REDIS_URL ?? '')),
  ];
  return places.filter(({ text }) => secrets.some((secret) => text.includes(secret))).map(({ name }) => name);
}

type Environment = Readonly<Record<string, string | undefined>>;

interface Place {
  readonly name: string;
  readonly text: string;
}

/** Arguments and environment of every process. */
function processPlaces(pids: readonly number[]): Place[] {
  return pids.flatMap((pid) =>
    ['cmdline', 'environ'].flatMap((what) => {
      try {
        return [{ name: `${what} of ${pid}`, text: readFileSync(`/proc/${pid}/${what}`, 'latin1') }];
      } catch {
        return []; // It has ended.
      }
    }),
  );
}

/** Every row of every table, as PostgreSQL prints it; bytes are hexadecimal there, so they are looked at as text too. */
async function catalogueTables(databaseUrl: string): Promise<Place[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    const places: Place[] = [];
    for (const { name } of rows) {
      const found = await client.query<{ row: string }>(`select t::text as row from "${name}" t`);
      const text = found.rows.map(({ row }) => `${row}\n${hexAsText(row)}`).join('\n');
      places.push({ name: `table ${name}`, text });
    }
    return places;
  } finally {
    await client.end();
  }
}

const hexAsText = (row: string): string =>
  [...row.matchAll(/\\+x([0-9a-f]+)/g)]
    .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
    .join('\n');

/** Every key of Redis as its serialised value. */
async function redisKeys(url: string): Promise<Place[]> {
  const redis = new Redis({ path: url.replace(/^unix:\/\//, '') });
  try {
    const places: Place[] = [];
    for (const key of await redis.keys('*')) {
      const dump = await redis.dumpBuffer(key);
      places.push({ name: `Redis key ${key}`, text: `${key}\n${dump?.toString('latin1') ?? ''}` });
    }
    return places;
  } finally {
    redis.disconnect();
  }
}
