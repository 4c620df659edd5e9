import { describe, expect, it } from 'vitest';
import {
  close,
  decide,
  type FootageRequest,
  requestSheet,
  requestSheetEn,
  requestSheetVi,
} from '../../../../src/access/index.ts';
import { aDraft, aUser, by, waiting } from './a-request.ts';

const [officer, custodian] = [aUser('officer'), aUser('custodian')];
const names = new Map([
  [officer.id, 'Đỗ Văn An'],
  [custodian.id, 'Lê <b>Thị</b> Bình'],
]);
const sheetOf = (request: FootageRequest, words = requestSheetVi) =>
  requestSheet(
    {
      request,
      nameOf: (id) => names.get(id),
      cameraNames: ['Cột 14', 'Cổng <i>chợ</i>'],
      agency: { name: 'UBND PHƯỜNG HOA SIM', place: 'Hoa Sim' },
      timeZone: 'Asia/Ho_Chi_Minh',
    },
    words,
  );

const asked = waiting(officer);
const approved = decide(asked, { verdict: 'approved', reason: 'As reported' }, by(custodian)).after;

describe('when a request is printed', () => {
  it('says who asks for what, with the head of the office and lines to sign', () => {
    const sheet = sheetOf({ ...asked, authority: 'Công an phường Hoa Sim', report: 'Tin báo 7' });
    for (const part of [
      'UBND PHƯỜNG HOA SIM',
      'PHIẾU YÊU CẦU TRÍCH XUẤT',
      'Đỗ Văn An',
      'Công an phường Hoa Sim',
      asked.id,
      asked.caseNumber,
      asked.purpose,
      'Tin báo 7',
      'Camera (2)',
      'Cột 14; Cổng &lt;i&gt;chợ&lt;/i&gt;',
      'Chưa có quyết định.',
      'NGƯỜI YÊU CẦU',
      'NGƯỜI PHÊ DUYỆT',
    ])
      expect(sheet).toContain(part);
  });

  it('says what was decided, by whom, and how it ended', () => {
    const sheet = sheetOf(approved);
    expect(sheet).toContain('Phê duyệt yêu cầu. Người quyết định: Lê &lt;b&gt;Thị&lt;/b&gt; Bình, hồi');
    expect(sheet).toContain('Xem được đến');
    const closed = close(approved, { outcome: 'found' }, by(officer)).after;
    expect(sheetOf(closed)).toContain('kết quả: tìm thấy');
    expect(sheetOf(closed)).not.toContain('Xem được đến');
  });

  it('is a draft before it is filed', () => {
    const { awaited: _, ...draft } = { ...asked, ...aDraft(), state: 'draft' as const };
    expect(sheetOf(draft)).toContain('bản nháp, chưa gửi');
  });

  it('is in English where that is asked for', () => {
    const sheet = sheetOf(approved, requestSheetEn);
    expect(sheet).toContain('lang="en"');
    expect(sheet).toContain('REQUEST FOR FOOTAGE');
    expect(sheet).not.toMatch(/PHIẾU|Người quyết định/);
  });
});
