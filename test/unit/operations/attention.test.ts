import { describe, expect, it } from 'vitest';
import { dayMs, minuteMs, silentLog } from '../../../src/core/index.ts';
import {
  diskNeed,
  networksNeed,
  picturesNeed,
  policyNeed,
  recordingNeed,
  redisMemoryNeed,
  unmetNeeds,
  workerNeeds,
} from '../../../src/operations/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';

const low = { isDiskLow: true };
const roomy = { isDiskLow: false };

describe('when the service works but needs attention', () => {
  it.each([
    ['one host of two', [diskNeed(async () => [roomy, low])], ['disk']],
    ['no host', [diskNeed(async () => [roomy, {}])], []],
    ['no camera of three', [recordingNeed(async () => ({ wanted: 3, recorded: 0 }))], ['recording']],
    ['one camera of three', [recordingNeed(async () => ({ wanted: 3, recorded: 1 }))], []],
    ['no camera at all', [recordingNeed(async () => ({ wanted: 0, recorded: 0 }))], []],
    [
      'a camera outside the networks',
      [networksNeed(testNetworks, async () => ['10.0.0.7', '8.8.8.8'])],
      ['networks'],
    ],
    ['cameras in them, or by a name', [networksNeed(testNetworks, async () => ['10.0.0.7', 'gate.lan'])], []],
    [
      'pictures a quarter of an hour late',
      [
        picturesNeed(
          async () => 0,
          () => 15 * minuteMs + 1,
        ),
      ],
      ['pictures'],
    ],
    [
      'pictures that keep up',
      [
        picturesNeed(
          async () => 0,
          () => 15 * minuteMs,
        ),
      ],
      [],
    ],
    [
      'no pictures to make',
      [
        picturesNeed(
          async () => undefined,
          () => 15 * minuteMs + 1,
        ),
      ],
      [],
    ],
    ['no policy', [policyNeed({ isSet: async () => false, floorMs: dayMs })], ['policy']],
    ['a policy', [policyNeed({ isSet: async () => true, floorMs: dayMs })], []],
    ['a Redis that evicts', [redisMemoryNeed(async () => 'volatile-ttl')], ['redis:memory']],
    ['a Redis that does not', [redisMemoryNeed(async () => 'noeviction')], []],
    ['a Redis that does not tell', [redisMemoryNeed(async () => undefined)], []],
  ])('names what it is: %s', async (_, needs, names) => {
    expect((await unmetNeeds(needs, silentLog)).map(({ name }) => name)).toEqual(names);
  });

  it('names a retention floor below one day by its code, also where no policy is set', async () => {
    const codes = async (isSet: boolean) =>
      (await policyNeed({ isSet: async () => isSet, floorMs: dayMs - 1 }).check()).map(({ code }) => code);
    expect(await codes(true)).toEqual(['retention-floor-low']);
    expect(await codes(false)).toEqual(['no-policy', 'retention-floor-low']);
  });

  it('names each role without a worker, and the sites that lack it', async () => {
    const sites = async () => ['ward', 'market'];
    const worker = (site: string, ...roles: string[]) => ({ site, roles });
    const alive = async () => [worker('ward', 'ingest', 'maintain'), worker('market', 'record', 'maintain')];
    const missing = (site: string) => ({
      code: 'worker-missing',
      reason: `no worker of this role is alive for the site ${site}`,
      site,
    });
    const needs = workerNeeds(['record', 'ingest', 'maintain'], { sites, alive });
    expect(await unmetNeeds(needs, silentLog)).toEqual([
      { name: 'worker:record', ...missing('ward') },
      { name: 'worker:ingest', ...missing('market') },
    ]);
  });

  it('asks for one signer in the ward, wherever it is', async () => {
    const sites = async () => ['ward', 'market'];
    const namesWhere = async (alive: readonly { site: string; roles: string[] }[]) =>
      (await unmetNeeds(workerNeeds(['sign'], { sites, alive: async () => alive }), silentLog)).map(
        ({ name, site }) => `${name} ${site}`,
      );
    expect(await namesWhere([{ site: 'market', roles: ['sign'] }])).toEqual([]);
    expect(await namesWhere([{ site: 'market', roles: ['record'] }])).toEqual(['worker:sign ward']);
  });
});
