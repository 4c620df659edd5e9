import { describe, expect, it } from 'vitest';
import { type Heartbeat, lackCodes, logNeed, type SignerTold } from '../../../src/operations/index.ts';

const minuteMs = 60_000;

const lacks = (
  signer: SignerTold | undefined,
  waiting: { count: number; oldestMs?: number } = { count: 0 },
  leftAtMs?: number,
) => {
  const workers: Pick<Heartbeat, 'signer'>[] = [{}, signer ? { signer } : {}];
  return logNeed({
    alive: async () => workers,
    waiting: async () => waiting,
    leftAtMs: async () => leftAtMs,
    nowMs: () => 10 * minuteMs,
  }).check();
};

describe('when readiness asks for the evidence log', () => {
  it('is content while the signer signs, and what waits is young', async () => {
    expect(await lacks({}, { count: 7, oldestMs: 5 * minuteMs })).toEqual([]);
    expect(await lacks(undefined)).toEqual([]);
  });

  it('says why the signer stopped, in words of its own', async () => {
    for (const code of lackCodes.filter((each) => each.startsWith('log-')))
      expect(await lacks({ stop: code })).toEqual([
        { code, reason: expect.stringMatching(/, and nothing is sealed$/) as string },
      ]);
    expect(await lacks({ stop: 'whatever a stranger wrote' })).toEqual([]);
  });

  it('names the place of a refused record, and how many chains stand still', async () => {
    expect(await lacks({ refused: { chains: 2, first: 'stream/cam_1/main 7' } })).toMatchObject([
      {
        code: 'records-refused',
        reason: 'the signer refuses records; chains that stand still: 2, the first at stream/cam_1/main 7',
      },
    ]);
  });

  it('counts what waits for more than five minutes', async () => {
    expect(await lacks({}, { count: 12, oldestMs: 5 * minuteMs - 1 })).toMatchObject([
      { code: 'facts-pending', reason: 'facts wait for the signer for more than five minutes: 12' },
    ]);
  });
  it('counts the hours since a checkpoint left, once they are more than a day', async () => {
    const dayMs = 24 * 60 * minuteMs;
    expect(await lacks({}, { count: 0 }, 10 * minuteMs - dayMs)).toEqual([]);
    expect(await lacks({}, { count: 0 }, 9 * minuteMs - dayMs)).toEqual([
      {
        code: 'heads-kept',
        reason: 'hours since a checkpoint of the evidence log left this service: 24',
      },
    ]);
  });
});
