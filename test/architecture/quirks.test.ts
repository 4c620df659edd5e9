import { describe, expect, it } from 'vitest';
import { quirkFaults } from './quirks.ts';
import { trackedFiles } from './tracked-files.ts';

const pagePath = 'src/camera/QUIRKS.md';
/** All but this test, which names quirks that do not exist. */
const sources = () =>
  trackedFiles('src', 'workers', 'config', 'scripts', 'test').filter(
    ({ path }) => /\.(?:tsx?|mjs)$/.test(path) && !path.startsWith('test/architecture/quirks'),
  );

describe('when a comment or a test names a quirk', () => {
  it('finds it on the page, and the page names each file that does', () => {
    const page = trackedFiles(pagePath)[0]?.text ?? '';
    expect(page).not.toBe('');
    expect(quirkFaults(page, sources())).toEqual([]);
  });
});

const comment = (quirks: string) => `/** Why (${quirks}). */`;
const section = (number: number, ...lines: string[]) =>
  `## ${number} A title\n\nCameras differ.\n\n${lines.join('\n')}\n`;
const met = (number: number) => section(number, '- **Where** `a.ts`', '- **Tests** `a.test.ts`');
const both = (text: string) => [
  { path: 'src/room/a.ts', text },
  { path: 'test/unit/room/a.test.ts', text },
];

describe('when the page and the code agree', () => {
  it('has nothing to say', () => {
    expect(quirkFaults(met(1), both(comment('quirk 1')))).toEqual([]);
    expect(quirkFaults(`${met(1)}${met(2)}`, both(comment('quirks 1 and 2')))).toEqual([]);
    expect(quirkFaults(section(1, '- **Not met yet:** nothing.'), [])).toEqual([]);
  });
});

describe('when a disagreement is planted', () => {
  it.each([
    [
      'a number that is on no page',
      met(1),
      [...both(comment('quirk 1')), { path: 'src/b.ts', text: comment('quirk 2') }],
      'src/b.ts names',
    ],
    ['a second number of a list', met(1), both(comment('quirks 1, 2')), 'which the page does not have'],
    [
      'a section that no code names',
      `${met(1)}${section(2)}`,
      both(comment('quirk 1')),
      'quirk 2 is in no code',
    ],
    ['a section that no test names', met(1), both(comment('quirk 1')).slice(0, 1), '"Tests" lists a.test.ts'],
    [
      'a file that the page leaves out',
      met(1),
      [...both(comment('quirk 1')), { path: 'workers/c.ts', text: comment('quirk 1') }],
      'a.ts c.ts',
    ],
    ['a number that is missing', met(2), both(comment('quirk 2')), 'section 2 of the page is out of order'],
  ])('finds %s', (_, page, files, fault) => {
    expect(quirkFaults(page, files).join('\n')).toContain(fault);
  });
});
