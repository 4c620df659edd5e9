import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rolesThatMay } from '../../../src/access/index.ts';
import { type ApiDeps, routesOf } from '../../../src/api/index.ts';

const root = join(import.meta.dirname, '../../..');
const readme = readFileSync(join(root, 'src/api/README.md'), 'utf8');

/** Between `<!-- name: … -->` and `<!-- end of name -->`. */
function partOf(name: string): string {
  const [, part = ''] =
    new RegExp(`<!-- ${name}: [^\\n]* -->\\n([\\s\\S]*?)<!-- end of ${name} -->`).exec(readme) ?? [];
  return part;
}

const routes = routesOf({ clock: { nowMs: () => 0, monotonicMs: () => 0 }, settings: {} } as ApiDeps);

function whoMay(allow: (typeof routes)[number]['allow']): string {
  if (allow === 'anyone') return 'anyone';
  if (allow === 'signed-in') return 'signed in';
  return allow === 'half-signed-in' ? 'half signed in' : rolesThatMay(allow).join(', ');
}

/** The items of a list, each on one line. */
const itemsOf = (list: string): string[] =>
  list
    .trim()
    .split(/^- /m)
    .slice(1)
    .map((item) => item.trim().replaceAll(/\s+/g, ' '));

/** The rows of a table below its head, however it is aligned. */
const rowsOf = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe('when the README lists the routes', () => {
  it('lists those of the code, with who may call them', () => {
    const items = routes.map(
      ({ method, path, allow, summary }) =>
        `${method.toUpperCase()} \`${path}\` (${whoMay(allow)}): ${summary}`,
    );
    expect(itemsOf(partOf('routes'))).toEqual(items);
  });
});

/** The folders whose errors reach a caller. */
const folders = [
  'core',
  'api',
  'access',
  'footage',
  'places',
  'camera',
  'discovery',
  'enrolment',
  'contributor',
  'custody',
  'evidence',
  'retention',
  'report',
  'jobs',
  'adapters/postgres',
  'adapters/threads',
  'adapters/onvif',
  'adapters/csv',
  'adapters/xlsx',
];

/** Not thrown by a call: of workers, of start-up, of commands on the host, or told as `internal`. */
const elsewhere = [
  'site-known',
  'discovery-not-sent',
  'program-not-started',
  'credential-key-invalid',
  'credential-unreadable',
  'scope-breach',
  'not-json',
  'custody-detail-names-user',
  'original-unreadable',
  'export-without-order',
  'export-without-record',
  'log-key-changed',
  'clip-of-footage',
  'zip-name',
  'answer-off-schema',
  'objects-missing',
  'expiry-not-stopped',
  'job-payload-invalid',
  'job-without-processor',
  'job-with-two-processors',
  'dump-damaged',
  'dump-of-other-version',
  'dump-unknown',
];
/** Thrown behind a port that is not in these folders. */
const fromAfar = [
  'queue-unavailable',
  'decoder-unavailable',
  'store-not-ours',
  'ward-not-ours',
  'stream-trials-busy',
  'camera-basic-only',
  'camera-busy',
  'camera-codec-unsupported',
  'camera-outside-networks',
  'camera-picture-broken',
  'camera-redirects',
  'camera-stream-unknown',
  'camera-udp-only',
  'camera-unsupported',
  'camera-without-keyframe',
  'camera-wrong-port',
];

const patterns = [
  /(?:invalid|notFound|unavailable|refuse|conflict)\(\s*'([a-z]+(?:-[a-z]+)+)'/g,
  /new AppError\(\s*'[a-z-]+',\s*'([a-z-]+)'/g,
  // A table of faults: a code and a sentence, which may begin with the name of its field.
  /\[\s*'([a-z]+(?:-[a-z]+)+)',\s*['`](?:[A-Z]|from |to )/g,
];

function codesIn(folder: string): string[] {
  const directory = join(root, 'src', folder);
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return files.flatMap((file) => {
    const text = readFileSync(join(directory, file), 'utf8');
    return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, code = '']) => code));
  });
}

describe('when the README lists the error codes', () => {
  const listed = rowsOf(partOf('codes')).map(([code = '']) => code.replaceAll('`', ''));

  it('lists those of the code, each once, in order', () => {
    const thrown = new Set([...folders.flatMap(codesIn), ...fromAfar]);
    for (const code of elsewhere) expect(thrown.delete(code), `${code} is thrown nowhere`).toBe(true);
    expect(listed).toEqual([...thrown].sort());
  });
});
