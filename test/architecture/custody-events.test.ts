import { describe, expect, it } from 'vitest';
import { type TrackedFile, trackedFiles } from './tracked-files.ts';

/** What calls use cases, and builds no event by itself. */
const callers = ['src/api', 'workers', 'scripts/cli'];

const builders = (files: readonly TrackedFile[]): string[] =>
  files.filter(({ text }) => text.includes('custodyEvent(')).map(({ path }) => path);

describe('a custody event', () => {
  it('is built by a use case of its room, not by a route, a job or a command', () => {
    expect(builders(trackedFiles('src')).length).toBeGreaterThan(0);
    expect(builders(trackedFiles(...callers))).toEqual([]);
  });
});
