import { describe, expect, it } from 'vitest';
import { minhchung } from '../../../scripts/cli/program.ts';

const namesOf = async (first?: string) => (await minhchung(first)).commands.map((command) => command.name());

describe('when a command of minhchung is called', () => {
  it('loads the commands about its subject alone', async () => {
    expect(await namesOf('keys')).toEqual(['start', 'api', 'worker', 'keys', 'version']);
    expect(await namesOf('start')).toEqual(['start', 'api', 'worker', 'version']);
  });

  it('loads all for whatever else is asked', async () => {
    const all = await namesOf();
    expect(all).toContain('user');
    for (const first of ['--help', 'help', 'usr', 'constructor']) expect(await namesOf(first)).toEqual(all);
  });
});
