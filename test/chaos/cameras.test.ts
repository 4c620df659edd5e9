import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRequest } from '../../scripts/demo/filing.ts';
import type { CameraFootage } from '../../scripts/demo/footage.ts';
import { play } from '../../scripts/demo/play.ts';
import type { CameraCommand } from '../../scripts/ward/camera-command.ts';
import { dayMs } from '../../src/core/index.ts';
import { RecordedWard, reasonsOf } from '../support/recorded-ward.ts';

/** Looked at before what befalls a camera. */
const asideMs = 5_000;
/** Of wall time that is reckoned from media time, and of frames on their way. */
const toleranceMs = 1_000;
/** Longer than the GOP that a camera of the ward keeps. */
const keptGopMs = 5_000;
const months = 90 * dayMs;

const numbers = { steady: 0, silent: 1, locked: 2, late: 3, changed: 4 };

describe.concurrent('when something befalls one camera of a ward', () => {
  let ward: RecordedWard;

  beforeAll(async () => {
    ward = await RecordedWard.raise({
      ward: { cameras: 5, firstAddress: '127.20.53.1', each: { [numbers.late]: { clockSkewMs: -months } } },
    });
  });

  afterAll(() => ward?.demo.stop());

  it('declares a camera offline from when it falls silent, without a FIN, until it speaks again', async () => {
    const saidAtMs = Date.now();
    await tell(numbers.silent, { do: 'silent' });
    await ward.shows(numbers.silent, { state: 'waiting', reason: 'offline' });
    await tell(numbers.silent, { do: 'resume' });
    await ward.shows(numbers.silent, { state: 'recording' });
    const { affected, steady } = await seen(numbers.silent, saidAtMs);
    expect(reasonsOf(affected)).toEqual(['offline']);
    expect(gapOf(affected).fromMs).toBeGreaterThan(saidAtMs - toleranceMs);
    expect(steady.gaps).toEqual([]);
  });

  it('declares a camera that refuses our password so, until a technician enters the new one', async () => {
    const saidAtMs = Date.now();
    const { people, cameras } = ward.enrolled;
    const { user } = await tell(numbers.locked, { do: 'setPassword', password: 'another-5-words' });
    await tell(numbers.locked, { do: 'drop' });
    await ward.shows(numbers.locked, { state: 'waiting', reason: 'auth' });
    const refusedAtMs = Date.now();
    // A camera first sends the GOP that it keeps: a shorter gap would be filled by it.
    await ward.until('more than a GOP of refusal', async () => Date.now() > refusedAtMs + keptGopMs);
    await people.technician.patch(`/api/cameras/${cameras[numbers.locked]?.id}`, {
      user,
      password: 'another-5-words',
    });
    await ward.shows(numbers.locked, { state: 'recording' });
    const { affected, steady } = await seen(numbers.locked, saidAtMs);
    expect(reasonsOf(affected).at(-1)).toBe('auth');
    expect(reasonsOf(affected)).not.toContain('recorder');
    expect(gapOf(affected).fromMs).toBeGreaterThan(saidAtMs - toleranceMs);
    expect(steady.gaps).toEqual([]);
  });

  it('records a camera whose clock is off by months at our time, also when somebody sets it', async () => {
    const saidAtMs = Date.now();
    const { people, cameras } = ward.enrolled;
    await tell(numbers.late, { do: 'skewClock', ms: months });
    const { affected, range } = await seen(numbers.late, saidAtMs);
    expect(affected.gaps).toEqual([]);
    const id = cameras[numbers.late]?.id ?? '';
    const request = await openRequest(people, { caseNumber: 'CHAOS-2', cameras: [id], ...range });
    const played = await play(people.officer, `/api/requests/${request}/cameras/${id}/playlist.m3u8`, range);
    expect(played).toMatchObject({ unread: 0 });
    expect(Math.abs(played.clockErrorMs)).toBeLessThanOrEqual(200);
  });

  it('records every moment of a camera whose picture is changed meanwhile, and of the other one', async () => {
    const saidAtMs = Date.now();
    await tell(numbers.changed, { do: 'behave', settings: { mainPicture: 'sub' } });
    await ward.until('footage of the other picture', async () => (await widths()).has(320));
    const { affected, steady } = await seen(numbers.changed, saidAtMs);
    expect(affected.gaps).toEqual([]);
    expect(steady.gaps).toEqual([]);
  });

  const widths = async (): Promise<Set<number>> =>
    new Set((await ward.accounts).flatMap(({ segments }) => segments.map(({ width }) => width)));

  const tell = (number: number, command: CameraCommand) => ward.demo.ward.command(number, command);

  /** That camera, and one that nothing befalls, from before it was told until after now. */
  async function seen(number: number, saidAtMs: number) {
    const range = { fromMs: saidAtMs - asideMs, toMs: Date.now() + asideMs };
    const all = await ward.accounted(range);
    const [affected, steady] = [all[number], all[numbers.steady]];
    if (!affected || !steady) throw new Error(`there is no camera ${number}`);
    return { affected, steady, range };
  }
});

function gapOf({ gaps }: CameraFootage): { fromMs: number; toMs: number } {
  return { fromMs: Date.parse(gaps[0]?.from ?? ''), toMs: Date.parse(gaps.at(-1)?.to ?? '') };
}
