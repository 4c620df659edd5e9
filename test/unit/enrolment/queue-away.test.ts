import { describe, expect, it } from 'vitest';
import { type ImportId, type SiteId, unavailable } from '../../../src/core/index.ts';
import { beginDiscovery } from '../../../src/discovery/index.ts';
import { type CameraImport, startImport, stopImport } from '../../../src/enrolment/index.ts';

const clock = { nowMs: () => 7, monotonicMs: () => 7 };
const away = () => Promise.reject(unavailable('queue-unavailable', 'Redis is away.'));

/** Repositories that tell what was asked of them. */
function books() {
  const asked: string[] = [];
  const tell = (what: string) => async () => void asked.push(what);
  const imports = { start: tell('start'), finish: tell('finish') };
  const discoveries = { begin: tell('begin'), fail: tell('fail') };
  const deps = { imports, discoveries, clock } as unknown as Parameters<typeof beginDiscovery>[0] &
    Parameters<typeof startImport>[0];
  return { asked, deps };
}

const about = (but: Partial<CameraImport> = {}) => ({ id: 'imp_1' as ImportId, ...but }) as CameraImport;

describe('while no queue takes the job', () => {
  it('leaves no import that runs for ever', async () => {
    const { asked, deps } = books();
    await expect(startImport(deps, about(), away)).rejects.toMatchObject({ code: 'queue-unavailable' });
    expect(asked).toEqual(['start', 'finish']);
  });

  it('leaves no discovery that somebody waits for', async () => {
    const { asked, deps } = books();
    await expect(beginDiscovery(deps, { siteId: 'ward' as SiteId }, away)).rejects.toMatchObject({
      code: 'queue-unavailable',
    });
    expect(asked).toEqual(['begin', 'fail']);
  });
});

describe('an import', () => {
  it('that is started again is not finished any more', async () => {
    const { deps } = books();
    const started = await startImport(deps, about({ startedAtMs: 1, finishedAtMs: 2 }), async () => {});
    expect(started).toEqual(about({ startedAtMs: 7 }));
  });

  it('that does not run is not stopped', async () => {
    const { asked, deps } = books();
    const ended = about({ startedAtMs: 1, finishedAtMs: 2 });
    expect(await stopImport(deps, ended)).toBe(ended);
    expect(asked).toEqual([]);
    expect(await stopImport(deps, about({ startedAtMs: 1 }))).toMatchObject({ finishedAtMs: 7 });
  });
});
