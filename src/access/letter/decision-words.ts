import { type LetterWords, letterEn, letterVi } from '../../print/index.ts';
import type { Decision, Review } from '../request/request.ts';

export interface DecisionWords extends LetterWords {
  readonly title: string;
  readonly subject: string;
  readonly to: (authority: string) => string;
  /** `filedAt` is a time in words. */
  readonly opening: (filed: {
    readonly caseNumber: string;
    readonly requester: string;
    readonly filedAt: string;
    readonly agency: string;
  }) => string;
  readonly demand: string;
  /** The authority’s written request. */
  readonly letter: (number: string, day: string) => string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly range: string;
  readonly cameras: (count: number) => string;
  readonly decision: string;
  readonly verdicts: Readonly<Record<Decision['verdict'] | Review['verdict'], string>>;
  readonly until: (at: string) => string;
  readonly reason: string;
  /** `place`: the custodian whose deputy `by` is. */
  readonly by: (by: string, at: string, place: string | undefined) => string;
  readonly revoked: (at: string, note: string | undefined) => string;
  readonly use: string;
  readonly bound: string;
  readonly released: string;
}

export const decisionVi: DecisionWords = {
  ...letterVi,
  title: 'Trả lời yêu cầu trích xuất dữ liệu camera',
  subject: 'V/v trả lời yêu cầu trích xuất dữ liệu camera an ninh',
  to: (authority) => `Kính gửi: ${authority}`,
  opening: ({ caseNumber, requester, filedAt, agency }) =>
    `Trả lời yêu cầu trích xuất số ${caseNumber} do ${requester} gửi hồi ${filedAt}, ${agency} thông báo:`,
  demand: 'Nội dung yêu cầu',
  letter: (number, day) => `Văn bản yêu cầu số ${number} ngày ${day}`,
  purpose: 'Mục đích',
  legalBasis: 'Căn cứ',
  range: 'Thời gian',
  cameras: (count) => `Camera (${count})`,
  decision: 'Quyết định',
  verdicts: {
    approved: 'Phê duyệt yêu cầu.',
    refused: 'Không phê duyệt yêu cầu.',
    justified: 'Hậu kiểm lần xem ngay (khẩn cấp): có căn cứ.',
    'not-justified': 'Hậu kiểm lần xem ngay (khẩn cấp): không có căn cứ.',
  },
  until: (at) => `Xem được đến ${at}.`,
  reason: 'Lý do',
  by: (by, at, place) =>
    `Người quyết định: ${by}${place === undefined ? '' : ` (được ${place} ủy quyền)`}, hồi ${at}.`,
  revoked: (at, note) =>
    `Phê duyệt đã được thu hồi hồi ${at}${note === undefined ? '' : `; lý do: ${note}`}.`,
  use: 'Sử dụng dữ liệu',
  bound:
    'Dữ liệu hình ảnh chỉ được dùng cho mục đích nêu trên. Mỗi lần xem và mỗi lần trích xuất đều được ghi nhật ký.',
  released: 'Dữ liệu hình ảnh không còn được giữ lại theo yêu cầu này.',
  receivers: ['Nơi nhận:', '- Như trên;', '- Lưu: VT, hồ sơ.'],
};

/** The Vietnamese letter in English, part by part. */
export const decisionEn: DecisionWords = {
  ...letterEn,
  title: 'Answer to a request for footage',
  subject: 'Answer to a request for footage of cameras',
  to: (authority) => `To: ${authority}`,
  opening: ({ caseNumber, requester, filedAt, agency }) =>
    `In answer to the request for footage ${caseNumber}, filed by ${requester} at ${filedAt}, ${agency} informs you:`,
  demand: 'The request',
  letter: (number, day) => `Written request No. ${number} of ${day}`,
  purpose: 'Purpose',
  legalBasis: 'Legal basis',
  range: 'Time',
  cameras: (count) => `Cameras (${count})`,
  decision: 'Decision',
  verdicts: {
    approved: 'The request is approved.',
    refused: 'The request is refused.',
    justified: 'Review of the emergency: justified.',
    'not-justified': 'Review of the emergency: not justified.',
  },
  until: (at) => `It opens footage until ${at}.`,
  reason: 'Reason',
  by: (by, at, place) => `Decided by ${by}${place === undefined ? '' : `, deputy of ${place}`}, at ${at}.`,
  revoked: (at, note) => `The approval was revoked at ${at}${note === undefined ? '' : `. Reason: ${note}`}.`,
  use: 'Use of the footage',
  bound:
    'The footage serves the purpose above alone. Each look and each export is recorded in the custody log.',
  released: 'Footage is no longer held for this request.',
};
