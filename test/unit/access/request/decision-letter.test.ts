import { describe, expect, it } from 'vitest';
import {
  addLetter,
  close,
  type DecisionFacts,
  decide,
  decisionEn,
  decisionLetter,
  decisionVi,
  type FootageRequest,
  openEmergency,
  reviewEmergency,
} from '../../../../src/access/index.ts';
import type { UserId } from '../../../../src/core/index.ts';
import { aDraft, aUser, by, camera, codeOf, waiting } from './a-request.ts';

const [officer, custodian, deputy] = [aUser('officer'), aUser('custodian'), aUser('technician')];
const names = new Map<UserId, string>([
  [officer.id, 'Đỗ Văn An'],
  [custodian.id, 'Lê <b>Thị</b> Bình'],
  [deputy.id, 'Phạm Chi'],
]);
const agency = { name: 'UBND PHƯỜNG HOA SIM', superior: 'UBND TỈNH QUẢNG NINH', place: 'Hoa Sim' };

const letterOf = (request: FootageRequest, over: Partial<DecisionFacts> = {}, words = decisionVi) =>
  decisionLetter(
    {
      request,
      nameOf: (id) => names.get(id),
      cameraNames: ['Cột 14', 'Cổng chợ'],
      agency,
      timeZone: 'Asia/Ho_Chi_Minh',
      ...over,
    },
    words,
  );

const asked = waiting(officer);
const approved = decide(asked, { verdict: 'approved', reason: 'As reported' }, by(custodian)).after;
const refused = decide(asked, { verdict: 'refused', reason: 'Too wide' }, by(custodian)).after;
const emergency = openEmergency(
  aDraft(),
  { cameraIds: [camera], reason: 'a child is missing', earlier: [], limits: { unreviewed: 2, cameras: 20 } },
  by(officer),
).after;

describe('when the decision about a request is printed', () => {
  it('names the written request that an emergency was given later, and goes to its authority', () => {
    const reviewed = reviewEmergency(
      emergency,
      { verdict: 'justified', reason: 'It could not have waited' },
      by(custodian),
    ).after;
    const added = { authority: 'Công an tỉnh', number: '46/YC', day: '2026-11-22' };
    const letter = letterOf(addLetter(reviewed, added, by(officer), 'Asia/Ho_Chi_Minh').after);
    expect(letter).toContain('Kính gửi: Công an tỉnh');
    expect(letter).toContain('Văn bản yêu cầu số 46/YC ngày 22/11/2026');
    expect(letter).not.toContain('45/YC-CAP');
  });

  it('is a letter of the office to the authority that asked, with the right of complaint', () => {
    const letter = letterOf({ ...approved, authority: 'Công an phường Hoa Sim' });
    for (const part of [
      'UBND TỈNH QUẢNG NINH',
      'UBND PHƯỜNG HOA SIM',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Số: …',
      'V/v trả lời yêu cầu trích xuất dữ liệu camera an ninh',
      'Hoa Sim, ngày …',
      'Kính gửi: Công an phường Hoa Sim',
      `Trả lời yêu cầu trích xuất số ${approved.caseNumber} do Đỗ Văn An gửi hồi`,
      'Văn bản yêu cầu số 45/YC-CAP ngày 21/11/2026',
      'Phê duyệt yêu cầu.',
      'Xem được đến 19 giờ 00 phút ngày',
      'Lý do: As reported',
      'Cột 14; Cổng chợ',
      'Phản ánh, khiếu nại',
      'Nơi nhận:',
    ])
      expect(letter).toContain(part);
  });

  it('escapes what people wrote', () => {
    expect(letterOf(approved)).toContain('Lê &lt;b&gt;Thị&lt;/b&gt; Bình');
  });

  it('says of a refusal that nothing is held any more, and names no time', () => {
    const letter = letterOf(refused, {}, decisionEn);
    expect(letter).toContain('The request is refused.');
    expect(letter).toContain('Reason: Too wide');
    expect(letter).toContain('Footage is no longer held for this request.');
    expect(letter).not.toContain('It opens footage until');
  });

  it('names the deputy who decided, and the custodian', () => {
    const judge = { ...by(deputy), deputyOf: [custodian.id] };
    const { after } = decide(asked, { verdict: 'approved' }, judge);
    expect(letterOf(after, {}, decisionEn)).toMatch(
      /Decided by Phạm Chi, deputy of Lê.*, at 19:00 on \d\d\/\d\d\/\d{4}\./,
    );
  });

  it('says that an approval was revoked, and not that its officer closed it', () => {
    const revoked = close(
      approved,
      { outcome: 'withdrawn', note: 'Withdrawn by the ward' },
      by(custodian),
    ).after;
    expect(letterOf(revoked, {}, decisionEn)).toContain('The approval was revoked at');
    const closed = close(approved, { outcome: 'found' }, by(officer)).after;
    expect(letterOf(closed, {}, decisionEn)).not.toContain('revoked');
  });

  it('says how an emergency was reviewed', () => {
    const said = { verdict: 'not-justified', reason: 'No danger' } as const;
    const { after } = reviewEmergency(emergency, said, by(custodian));
    expect(letterOf(after)).toContain('Hậu kiểm lần xem ngay (khẩn cấp): không có căn cứ.');
  });

  it('leaves a line for the name of whoever was forgotten', () => {
    expect(letterOf(approved, { nameOf: () => undefined })).toContain('Người quyết định: ……');
  });

  it.each([asked, emergency])('is refused before anybody has decided', (undecided) => {
    expect(codeOf(() => letterOf(undecided))).toBe('request-undecided');
  });
});
