import { describe, expect, it } from 'vitest';
import { exportedNames } from './exported-names.ts';
import { trackedFiles } from './tracked-files.ts';

/** Name → why several files may export it. */
const shared: Readonly<Record<string, string>> = {
  sql: 'each migration is one',
  minuteMs: 'the console shares no code with the service',
  hourMs: 'the console shares no code with the service',
  dayMs: 'the console shares no code with the service',
  GapReason: 'the console shares no code with the service; this one follows from the generated client',
};

const twice = (names: ReadonlyMap<string, readonly string[]>): string[] =>
  [...names]
    .filter(([name, paths]) => paths.length > 1 && !(name in shared))
    .map(([name, paths]) => `${name}: ${paths.join(', ')}`);

describe('when two files of src export a name', () => {
  it('is the same name nowhere, but for those that are listed', () => {
    const written = trackedFiles('src').filter(
      ({ path, text }) => /\.tsx?$/.test(path) && !text.startsWith('// Generated'),
    );
    const names = exportedNames(written);
    expect(names.size).toBeGreaterThan(1_000);
    expect(twice(names)).toEqual([]);
    for (const name of Object.keys(shared)) expect(names.get(name)?.length, name).toBeGreaterThan(1);
  });

  it('is found when it is planted, whatever is exported', () => {
    const names = exportedNames([
      { path: 'a.ts', text: 'export interface Twice {}; export const once = 1; const Hidden = 1;' },
      {
        path: 'b.ts',
        text: "export function Twice() {} export class Hidden {} export { once } from './a.ts';",
      },
    ]);
    expect(twice(names)).toEqual(['Twice: a.ts, b.ts']);
  });
});
