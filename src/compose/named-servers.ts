import { postgresAt } from '../adapters/postgres/database.ts';
import { type Admission, migrate } from '../adapters/postgres/migrate.ts';
import { tryRedis } from '../adapters/redis/connect.ts';
import { AppError, messageOf, unavailable } from '../core/index.ts';

/** A server that a setting names. The URL itself may hold a password, and is never repeated (I9). */
interface NamedServer {
  readonly variable: 'DATABASE_URL' | 'REDIS_URL';
  readonly program: 'PostgreSQL' | 'Redis';
  /** A path where it is a socket. */
  readonly host: string;
  readonly port: number;
}

/** Brings the schema of DATABASE_URL up to date, if `admit` lets it. Errors: those of `unusable` and of `migrate`. */
export async function migrateNamed(url: string, admit?: Admission): Promise<void> {
  try {
    await migrate(url, admit);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'catalogue-unavailable')) throw error;
    throw unusable({ variable: 'DATABASE_URL', program: 'PostgreSQL', ...postgresAt(url) }, error.cause);
  }
}

/** Why the server of REDIS_URL cannot be used now; `undefined` when it answers. */
export async function redisFault(url: string): Promise<AppError | undefined> {
  const { fault, host, port } = await tryRedis(url);
  return fault && unusable({ variable: 'REDIS_URL', program: 'Redis', host, port }, fault);
}

/** Codes: `server-absent`, `host-unknown`, `credentials-refused`, `database-absent`, `server-unusable`. */
function unusable(server: NamedServer, cause: unknown): AppError {
  const { variable, program } = server;
  const place = placeOf(server);
  switch (faultOf(cause)) {
    case 'absent':
      return unavailable(
        'server-absent',
        `${variable} names ${place}, where nothing listens: start ${program} there, or correct the address`,
        cause,
      );
    case 'unknown-host':
      return unavailable(
        'host-unknown',
        `${variable} names ${place}, a host that this machine cannot find: correct it, or the DNS of this machine`,
        cause,
      );
    case 'refused':
      return unavailable(
        'credentials-refused',
        `${variable} names ${place}, where ${program} refuses the user or the password: correct them`,
        cause,
      );
    case 'no-database':
      return unavailable(
        'database-absent',
        `${variable} names ${place}, where there is no database of that name: create it, or correct the name`,
        cause,
      );
    default:
      return unavailable(
        'server-unusable',
        `${variable} names ${place}, where ${program} does not answer as it should (${messageOf(cause)}): ` +
          'look at its log and at the network, or correct the address',
        cause,
      );
  }
}

const placeOf = ({ host, port }: NamedServer): string => {
  if (host.startsWith('/')) return host;
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
};

type Fault = 'absent' | 'unknown-host' | 'refused' | 'no-database';

/** Codes of the system, then of PostgreSQL (appendix A: 28 is authorization), then the first words of Redis. */
const faults: readonly (readonly [RegExp, Fault])[] = [
  [/^(?:ECONNREFUSED|ENOENT)$/, 'absent'],
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'unknown-host'],
  [/^(?:28...|SASL|WRONGPASS|NOAUTH)$/, 'refused'],
  [/^3D000$/, 'no-database'],
];

/** A fault without a code begins its message with one, or is not known. */
function faultOf(cause: unknown): Fault | undefined {
  const hasCode = cause instanceof Error && 'code' in cause;
  const code = hasCode ? String(cause.code) : (/^\w+/.exec(messageOf(cause))?.[0] ?? '');
  return faults.find(([pattern]) => pattern.test(code))?.[1];
}
