import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * The user's cache, shared by all clones: the clips of the simulated ward and the MinIO of the tests, which
 * take minutes to make. `$XDG_CACHE_HOME/minh-chung`, usually `~/.cache/minh-chung` (XDG Base Directory
 * Specification 0.8, which ignores a relative path). It may be deleted at any time.
 */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const { XDG_CACHE_HOME: base = '' } = environment;
  return join(isAbsolute(base) ? base : join(homedir(), '.cache'), 'minh-chung');
}
