import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variable that names the file. The file itself must not set it. */
export const fileVariable = 'MINHCHUNG_CONFIG';

/**
 * Reads the settings of a file: lines `NAME=value`; `#` begins a comment; quotes around a value are removed.
 * The environment overrides the file. Faults are added to `faults` and repeat no value (I9).
 */
export function readConfigFile(env: Environment, faults: string[]): Environment {
  const path = env[fileVariable];
  if (!path) return {};
  try {
    return parseLines(readFileSync(path, 'utf8'), faults);
  } catch {
    faults.push(`${fileVariable} names a file that cannot be read`);
    return {};
  }
}

function parseLines(text: string, faults: string[]): Environment {
  const found: Record<string, string> = {};
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const [, name, value = ''] = /^([A-Z][A-Z0-9_]*)\s*=\s*(.*)$/.exec(trimmed) ?? [];
    if (name === undefined) faults.push(`${fileVariable}: line ${index + 1} is not NAME=value`);
    else if (name in found) faults.push(`${fileVariable}: ${name} is set twice`);
    else found[name] = value.replace(/^(["'])(.*)\1$/, '$2');
  }
  return found;
}
