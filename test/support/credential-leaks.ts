import { readFileSync } from 'node:fs';
import pg from 'pg';
import { readRedis } from './redis-texts.ts';

/** All places where a credential must never be (I9). */
export interface Haystack {
  /** Of processes whose arguments are looked at. */
  readonly pids: readonly number[];
  /** Of those whose environment is: all of `pids`, unless a setting is searched for that some are given by it. */
  readonly environments?: readonly number[];
  readonly lines: readonly string[];
  /** What the API answered, bodies and headers. */
  readonly answers?: readonly string[];
  /** With `DATABASE_URL` and `REDIS_URL`. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

const kinds = ['argv', 'environment', 'log', 'answer', 'column', 'redis'] as const;
type Kind = (typeof kinds)[number];

export interface Place {
  readonly kind: Kind;
  readonly name: string;
  readonly text: string;
}

export interface Search {
  /** Places looked at, by kind. */
  readonly searched: Readonly<Record<Kind, number>>;
  /** Names of those that hold a secret. */
  readonly leaks: readonly string[];
}

/** Looks for every secret, in clear and as it may be written down, in every place. */
export async function findLeaks(secrets: readonly string[], where: Haystack): Promise<Search> {
  const places = [
    ...where.pids.flatMap((pid) => processPlace('argv', pid)),
    ...(where.environments ?? where.pids).flatMap((pid) => processPlace('environment', pid)),
    ...where.lines.map((text): Place => ({ kind: 'log', name: `log line of ${text.slice(0, 20)}`, text })),
    ...(where.answers ?? []).map((text, i): Place => ({ kind: 'answer', name: `answer ${i}`, text })),
    ...(await catalogueColumns(where.env.DATABASE_URL ?? '')),
    ...(await redisKeys(where.env.REDIS_URL ?? '')),
  ];
  const needles = secrets.flatMap(writtenForms);
  const count = (kind: Kind) => places.filter((place) => place.kind === kind).length;
  return {
    searched: Object.fromEntries(kinds.map((kind) => [kind, count(kind)])) as Record<Kind, number>,
    leaks: places
      .filter(({ text }) => needles.some((needle) => text.includes(needle)))
      .map(({ kind, name }) => `${kind}: ${name}`),
  };
}

/** In clear, in a URL, in JSON, as hexadecimal, and in base64 wherever it begins. */
function writtenForms(secret: string): string[] {
  if (secret.length < 6) throw new Error('so short a secret is found anywhere');
  const bytes = Buffer.from(secret);
  // The characters that hold bits of nothing else (RFC 4648 section 4).
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return text.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3));
  });
  const forms = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
  ];
  return [...new Set([...forms, ...base64])];
}

function processPlace(kind: 'argv' | 'environment', pid: number): Place[] {
  const file = { argv: 'cmdline', environment: 'environ' }[kind];
  try {
    return [{ kind, name: String(pid), text: readFileSync(`/proc/${pid}/${file}`, 'latin1') }];
  } catch {
    return []; // It has ended.
  }
}

/** Every column of every table, as PostgreSQL prints it; bytes are looked at as text. */
async function catalogueColumns(databaseUrl: string): Promise<Place[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string; column: string }>(`
      select c.relname as table, a.attname as column
        from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
          and a.attnum > 0 and not a.attisdropped order by 1, 2`);
    const places: Place[] = [];
    for (const { table, column } of rows) {
      const found = await client.query<{ text: string | null }>(
        `select "${column}"::text as text from "${table}"`,
      );
      const text = found.rows.map((row) => `${row.text ?? ''}\n${hexAsText(row.text ?? '')}`).join('\n');
      places.push({ kind: 'column', name: `${table}.${column}`, text });
    }
    return places;
  } finally {
    await client.end();
  }
}

const hexAsText = (text: string): string =>
  [...text.matchAll(/\\+x([0-9a-f]+)/g)]
    .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('utf8'))
    .join('\n');

const redisKeys = async (url: string): Promise<Place[]> =>
  (await readRedis(url)).map(({ key, text }) => ({ kind: 'redis', name: key, text: `${key}\n${text}` }));
