import { spawnSync } from 'node:child_process';
import { AppError } from '../../src/core/index.ts';

export interface OsUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL's usual user, else the one that set-up creates. */
const candidates = ['postgres', 'minhchung'];

/**
 * Returns the user that runs PostgreSQL, which refuses root; `undefined` for the current user, if not root.
 * @throws AppError `invalid` / `postgres-user-missing` when we are root and there is no such user
 */
export function postgresUser(): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [name, , uid, gid] = passwdEntry(...candidates);
  if (name && uid && gid) return { name, uid: Number(uid), gid: Number(gid) };
  throw new AppError(
    'invalid',
    'postgres-user-missing',
    `PostgreSQL does not run as root: run "useradd --system ${candidates[1]}", or start the service as another user`,
  );
}

/** Name of a user, or its number if it has no name. */
export const userName = (uid: number): string => passwdEntry(String(uid))[0] || String(uid);

/** The fields of passwd(5) for the first of these users that exists. */
function passwdEntry(...users: readonly string[]): string[] {
  const { stdout } = spawnSync('getent', ['passwd', ...users], { encoding: 'utf8' });
  return stdout.split('\n')[0]?.split(':') ?? [];
}

/**
 * Options of setpriv(1) that run a program as `user`. Where a path is closed to that user (such as a clone
 * under /root), the program keeps CAP_DAC_OVERRIDE and nothing else; `no_setuid_fixup` because access(2),
 * with which PostgreSQL finds its own binaries, otherwise ignores capabilities.
 */
export function asUser(user: OsUser | undefined, paths: readonly string[]): string[] {
  if (!user) return [];
  const plain = ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups'];
  if (canReach(plain, paths)) return plain;
  const only = '-all,+dac_override';
  const capabilities = ['--inh-caps', only, '--ambient-caps', only, '--bounding-set', only];
  return [...plain, ...capabilities, '--securebits', '+no_setuid_fixup'];
}

function canReach(asThatUser: readonly string[], paths: readonly string[]): boolean {
  const script = 'for path; do test -x "$path" || exit 1; done';
  const { status } = spawnSync('setpriv', [...asThatUser, '--', 'sh', '-c', script, 'sh', ...paths]);
  return status === 0;
}
