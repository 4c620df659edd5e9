import { describe, expect, it } from 'vitest';
import { inTurns } from '../../../workers/roles/in-turns.ts';

describe('when several ask for rounds', () => {
  it('begins a round after each question, one at a time, and shares it among who waits', async () => {
    const ends: (() => void)[] = [];
    let begun = 0;
    const ask = inTurns(async () => {
      begun += 1;
      const round = begun;
      await new Promise<void>((resolve) => ends.push(resolve));
      return round;
    });
    const first = ask();
    await Promise.resolve();
    const waiting = [ask(), ask()];
    expect(begun).toBe(1);
    ends[0]?.();
    expect(await first).toBe(1);
    await Promise.resolve();
    ends[1]?.();
    expect(await Promise.all(waiting)).toEqual([2, 2]);
  });

  it('goes on after a round that failed', async () => {
    let begun = 0;
    const ask = inTurns(async () => {
      begun += 1;
      if (begun === 1) throw new Error('the store is away');
      return begun;
    });
    await expect(ask()).rejects.toThrow('the store is away');
    expect(await ask()).toBe(2);
  });
});
