import type { Environment } from './file.ts';
import { settings } from './schema.ts';
import type { Setting } from './setting.ts';

/**
 * The settings that differ from their defaults, safe to print: of a secret it shows only that it is set (I9).
 */
export function describeSettings(env: Environment): Record<string, string> {
  const set = Object.values<Setting<unknown>>(settings).filter(({ variable }) => env[variable]);
  return Object.fromEntries(
    set.map(({ variable, secret }) => [variable, secret ? '(set)' : (env[variable] ?? '')]),
  );
}
