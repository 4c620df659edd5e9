import { invalid } from './errors.ts';

/**
 * JSON whose bytes depend on the value alone: members sorted by name (UTF-16 code units), no white space, numbers as
 * ECMAScript prints them (RFC 8785). Members that are undefined are left out. What JSON cannot say (NaN, a function,
 * an object inside itself) is an `AppError` `invalid` / `not-json`.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

/** Whether a text is the canonical JSON of what was parsed from it. Errors: as `canonicalJson`. */
export const isCanonicalJson = (text: string, parsed: unknown): boolean =>
  (isInOrder(parsed, 0) && JSON.stringify(parsed) === text) || canonicalJson(parsed) === text;

/** Then `JSON.stringify` writes it as `write` does, and costs less. */
function isInOrder(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth > maxDepth) return false;
  if (Array.isArray(value)) return value.every((item) => isInOrder(item, depth + 1));
  let before: string | undefined;
  for (const [name, member] of Object.entries(value)) {
    if ((before !== undefined && before >= name) || !isInOrder(member, depth + 1)) return false;
    before = name;
  }
  return true;
}

const maxDepth = 64;

function write(value: unknown, depth: number): string {
  if (depth > maxDepth) throw notJson('nesting too deep');
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
  if (typeof value === 'object' && value !== null) return writeMembers(value, depth);
  if (typeof value === 'number' && !Number.isFinite(value)) throw notJson(String(value));
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw notJson(typeof value);
  return text;
}

function writeMembers(value: object, depth: number): string {
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${write(member, depth + 1)}`);
  return `{${members.join(',')}}`;
}

const notJson = (what: string): Error => invalid('not-json', `a value JSON cannot say: ${what}`);
