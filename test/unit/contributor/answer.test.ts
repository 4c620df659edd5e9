import { describe, expect, it } from 'vitest';
import { monthOf } from '../../../src/camera/index.ts';
import {
  type AnswerFacts,
  answerEn,
  answerVi,
  contributorAnswer,
  type MonthOfLooks,
  type Pause,
  pastMonths,
} from '../../../src/contributor/index.ts';
import type { CameraId, ContributorId, PauseId } from '../../../src/core/index.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const nowMs = Date.parse('2026-11-21T12:00:00Z');
const counts = { playback: 3, still: 2, storyboard: 1, download: 0, enrolment: 4 };
const months: MonthOfLooks[] = [
  { month: '2026-11', counts },
  { month: '2026-10', counts },
];
const pause: Pause = {
  id: 'pau_1' as PauseId,
  cameraId: 'cam_1' as CameraId,
  contributorId: 'con_1' as ContributorId,
  kind: 'paused',
  reason: 'Đám cưới nhà ông An',
  fromMs: nowMs,
};
const facts: AnswerFacts = {
  camera: { name: 'Cổng <chợ>', streetAddress: '12 Trần Phú' },
  isRecorded: true,
  months: [],
  madeAtMs: nowMs,
  timeZone,
  agency: {},
};

describe('when a month is counted', () => {
  it.each([
    ['2026-10-31T16:59:59Z', '2026-10'],
    ['2026-10-31T17:00:00Z', '2026-11'],
    ['2026-12-31T17:00:00Z', '2027-01'],
  ])('%s lies in %s of the site', (at, month) => {
    expect(monthOf(Date.parse(at), timeZone)).toBe(month);
  });

  it('is told once it is over', () => {
    expect(pastMonths(months, nowMs, timeZone).map(({ month }) => month)).toEqual(['2026-10']);
    const turn = Date.parse('2026-11-30T17:00:00Z');
    expect(pastMonths(months, turn - 1, timeZone)).toHaveLength(1);
    expect(pastMonths(months, turn, timeZone)).toHaveLength(2);
  });
});

describe('when a contributor is answered', () => {
  it('says in both languages that the camera is recorded, and that nobody looked', () => {
    expect(contributorAnswer(facts, answerVi)).toContain('Camera đang ghi hình.');
    expect(contributorAnswer(facts, answerVi)).toContain('Chưa có lần xem nào');
    const page = contributorAnswer(facts, answerEn);
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('The camera is recorded.');
    expect(page).toContain('There was no look');
    expect(page).toContain('No retention is set');
  });

  it('counts by month and kind', () => {
    const page = contributorAnswer({ ...facts, months: pastMonths(months, nowMs, timeZone) }, answerEn);
    const cells = [...page.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, cell]) => cell);
    expect(cells).toEqual(['October 2026', '3', '2', '1', '0', '4', '10']);
  });

  it('says of a pause since when and until when, and by when the rest is gone', () => {
    const untilMs = Date.parse('2026-11-30T17:00:00Z');
    const page = contributorAnswer({ ...facts, pause: { ...pause, untilMs }, retainDays: 30 }, answerEn);
    expect(page).toContain('since 19:00:00.0 21/11/2026, until 00:00:00.0 01/12/2026');
    expect(page).toContain('is deleted by 19:00:00.0 21/12/2026 at the latest');
  });

  it('says of a withdrawal that it is for good', () => {
    const page = contributorAnswer({ ...facts, pause: { ...pause, kind: 'withdrawn' } }, answerVi);
    expect(page).toContain('không được ghi hình nữa');
  });

  it('names neither who asked nor why, and escapes what people wrote', () => {
    const page = contributorAnswer({ ...facts, pause }, answerVi);
    expect(page).not.toContain('Đám cưới');
    expect(page).not.toContain('con_1');
    expect(page).toContain('Cổng &lt;chợ&gt;');
  });
});
