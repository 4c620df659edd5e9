import { afterEach, describe, expect, it, vi } from 'vitest';
import { api } from '../../../src/web/api/client.ts';
import { asProblem } from '../../../src/web/api/problem.ts';
import { isServiceAway } from '../../../src/web/base/away.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const problemOf = (fetched: () => Promise<Response>) => {
  vi.stubGlobal('fetch', fetched);
  return api.listMarks({ id: 'req_1' }).then(() => undefined, asProblem);
};

describe('when a call of the console fails', () => {
  it('is the service that is away where nothing answered, or the answer broke off', async () => {
    const refused = await problemOf(() => Promise.reject(new TypeError('Failed to fetch')));
    expect([refused?.code, isServiceAway(refused)]).toEqual(['network', true]);
    const broken = new ReadableStream({ start: (stream) => stream.error(new TypeError('network error')) });
    expect(isServiceAway(await problemOf(async () => new Response(broken)))).toBe(true);
  });

  it('is the console that is at fault where its own code fails, and nothing is asked again', () => {
    const problem = asProblem(new TypeError('marks is undefined'));
    expect([problem.code, isServiceAway(problem)]).toEqual(['internal', false]);
  });
});
