import { z } from 'zod';

/** One setting: its variable, and the parser of its text. */
export interface Setting<Value> {
  /** The environment variable. */
  readonly variable: string;
  /** The text used when the variable is absent or empty. `undefined`: the setting is then absent too. */
  readonly fallback: string | undefined;
  readonly meaning: string;
  readonly secret: boolean;
  readonly parse: z.ZodType<Value, string>;
}

/** Only our settings have this prefix. An unknown variable with it is a typing mistake and is refused. */
export const prefix = 'MINHCHUNG_';

export const text = z.string();

export function setting<Value>(
  variable: string,
  fallback: string,
  parse: z.ZodType<Value, string>,
  meaning: string,
): Setting<Value> {
  return { variable, fallback, meaning, secret: false, parse };
}

export function optional<Value>(
  variable: string,
  parse: z.ZodType<Value, string>,
  meaning: string,
): Setting<Value | undefined> {
  return { variable, fallback: undefined, meaning, secret: false, parse };
}

export const secret = <Value>(of: Setting<Value>): Setting<Value> => ({ ...of, secret: true });
