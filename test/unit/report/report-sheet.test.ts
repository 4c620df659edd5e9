import { describe, expect, it } from 'vitest';
import {
  type MonthFigures,
  type MonthReport,
  reportMonth,
  reportSheet,
  reportSheetEn,
  reportSheetVi,
} from '../../../src/report/index.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const madeAtMs = Date.parse('2026-12-02T08:00:00+07:00');
const none = { filed: 0, approved: 0, refused: 0, emergencies: 0, unjustified: 0, withoutLetter: 0 };
const nothing: MonthFigures = {
  events: {},
  looksByDay: [],
  looking: { sessions: 0, people: 0, servedMs: 0 },
  requests: { all: none, byAuthority: [], byBasis: [] },
  coverage: { cameras: 0, recording: 0, accountedMs: 0, missingMs: 0, gaps: [] },
  deletions: { done: 0, segments: 0, bytes: 0, late: 0 },
  standing: { holds: 0, paused: 0, withdrawn: 0 },
};
const busy: MonthFigures = {
  ...nothing,
  events: { 'still-issued': 1_234, 'hold-placed': 7, 'footage-altered': 2, 'segment-altered': 1 },
  looking: { sessions: 98, people: 5, servedMs: 3_723_000 },
  requests: {
    all: { ...none, filed: 41, withoutLetter: 3 },
    byAuthority: [{ ...none, name: 'Công an <b>phường</b>', filed: 41 }],
    byBasis: [{ ...none, name: '', filed: 41 }],
  },
  coverage: {
    ...{ cameras: 190, recording: 188, accountedMs: 1_000_000, missingMs: 2_500 },
    gaps: [{ reason: 'offline', gaps: 17, ms: 2_500 }],
  },
};

const sheetOf = (over: Partial<MonthReport> = {}, words = reportSheetVi) =>
  reportSheet(
    {
      report: {
        ...reportMonth('2026-11', { nowMs: madeAtMs, timeZone }),
        ...{ figures: busy, before: nothing, log: { troubles: 0 }, madeAtMs },
        ...over,
      },
      agency: { name: 'UBND PHƯỜNG HOA SIM', place: 'Hoa Sim' },
      timeZone,
    },
    words,
  );

describe('when the report of a month is printed', () => {
  it('has the head of the office, the figures of both months, and lines to sign', () => {
    const text = sheetOf();
    for (const part of [
      'UBND PHƯỜNG HOA SIM',
      '/BC-UBND',
      'Về việc quản lý, khai thác dữ liệu camera an ninh tháng 11 năm 2026',
      'Số liệu tháng 11 năm 2026 lấy từ nhật ký truy cập',
      '<td>Số yêu cầu</td><td class="number">41</td><td class="number">0</td>',
      '<td>Công an &lt;b&gt;phường&lt;/b&gt;</td>',
      '<td>không ghi</td>',
      '<td class="number">1.234</td>',
      '<td class="number">99,75%</td><td class="number">–</td>',
      '<td>mất kết nối</td><td class="number">17</td>',
      'dữ liệu khác với nhật ký chứng cứ trong tháng: 3.',
      'NGƯỜI LẬP BÁO CÁO',
    ])
      expect(text).toContain(part);
  });

  it('says that a running month is counted so far', () => {
    expect(sheetOf({ isRunning: true })).toContain('Tháng chưa kết thúc: số liệu tính đến 08 giờ 00');
    expect(sheetOf()).not.toContain('Tháng chưa kết thúc');
  });

  it('says that nothing is missing, signed or cosigned where nothing is, and when where it is', () => {
    const empty = sheetOf({ figures: nothing }, reportSheetEn);
    for (const part of ['No footage is missing.', 'No checkpoint is signed yet.', 'No witness has cosigned'])
      expect(empty).toContain(part);
    const log = {
      sealed: { size: 5_000, atMs: madeAtMs },
      witnessed: { size: 4_000, atMs: madeAtMs },
      troubles: 2,
    };
    const full = sheetOf({ log }, reportSheetEn);
    for (const part of [
      'has 5,000 entries',
      'checkpoint of 4,000 entries',
      'Troubles of the service when the report was made: 2.',
    ])
      expect(full).toContain(part);
  });
});
