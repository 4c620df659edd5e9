import { describe, expect, it } from 'vitest';
import { trackedFiles } from './tracked-files.ts';

const maxLines = 400;

describe('when files grow', () => {
  it(`none passes ${maxLines} lines: it would be two rooms`, () => {
    const sources = trackedFiles('src', 'workers', 'config', 'scripts').filter(({ path }) =>
      /\.(?:m?ts|tsx|mjs|css)$/.test(path),
    );
    const written = sources.filter(({ text }) => !text.startsWith('// Generated'));
    const lengths = written.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    expect(lengths.length).toBeGreaterThan(0);
    expect(lengths.filter(({ lines }) => lines > maxLines)).toEqual([]);
  });
});
