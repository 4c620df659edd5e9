import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../chaos');
const rows = readFileSync(join(folder, 'README.md'), 'utf8')
  .split('\n')
  .flatMap((line) => /^\| (.*) \| `([a-z-]+)`: (.*) \|$/.exec(line)?.slice(2) ?? [])
  .flatMap((_, i, cells) => (i % 2 === 0 ? [{ file: cells[i] ?? '', title: cells[i + 1] ?? '' }] : []));

describe('each row of the failures', () => {
  it('is a test whose title begins so', () => {
    expect(rows.length).toBeGreaterThan(10);
    const missing = rows.filter(({ file, title }) => {
      const text = readFileSync(join(folder, `${file}.test.ts`), 'utf8');
      return !text.includes(`'${title}`);
    });
    expect(missing).toEqual([]);
  });
});
