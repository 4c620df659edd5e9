import { describe, expect, it } from 'vitest';
import { InTurn, unavailable } from '../../../src/core/index.ts';

/** An act that ends when it is told to. */
function anAct() {
  let [resolve, reject] = [(_: string): void => {}, (_: Error): void => {}];
  const promise = new Promise<string>((...ends) => {
    [resolve, reject] = ends;
  });
  let hasBegun = false;
  const act = () => {
    hasBegun = true;
    return promise;
  };
  return { act, resolve, reject, hasBegun: () => hasBegun };
}

describe('when acts have the same name', () => {
  it('begins one when the one before it has ended, also where that failed', async () => {
    const turns = new InTurn();
    const [first, second] = [anAct(), anAct()];
    const answers = [turns.run('a', first.act), turns.run('a', second.act)];
    await Promise.resolve();
    expect([first.hasBegun(), second.hasBegun()]).toEqual([true, false]);
    first.reject(new Error('first'));
    second.resolve('second');
    await expect(answers[0]).rejects.toThrow('first');
    expect(await answers[1]).toBe('second');
  });

  it('refuses one beyond the limit until another has ended, and no act of another name', async () => {
    const turns = new InTurn({ most: 2, refusal: () => unavailable('full', 'Full.') });
    const acts = [anAct(), anAct()];
    const answers = acts.map(({ act }) => turns.run('a', act));
    await expect(turns.run('a', async () => 'third')).rejects.toMatchObject({ code: 'full' });
    expect(await turns.run('b', async () => 'other')).toBe('other');
    acts[0]?.resolve('first');
    await answers[0];
    const fourth = turns.run('a', async () => 'fourth');
    acts[1]?.resolve('second');
    expect(await fourth).toBe('fourth');
  });
});
