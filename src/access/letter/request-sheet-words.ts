import { blank, letterEn, letterVi, type SheetSigner, type SheetWords } from '../../print/index.ts';
import type { Outcome } from '../request/request.ts';
import type { Urgency } from '../request/urgency.ts';
import { type DecisionWords, decisionEn, decisionVi } from './decision-words.ts';

/** Every word of a printed request, in one language. */
export interface RequestSheetWords
  extends SheetWords,
    Pick<DecisionWords, 'letter' | 'purpose' | 'legalBasis' | 'range' | 'cameras' | 'until' | 'verdicts'> {
  readonly fileTitle: string;
  readonly title: string;
  readonly subtitle: string;
  readonly asker: string;
  readonly requester: string;
  readonly authority: string;
  readonly letterTitle: string;
  /** Stands where the letter of an emergency will be named. */
  readonly letterOwed: string;
  readonly letterAdded: (letter: string, by: string | undefined, at: string) => string;
  readonly filed: string;
  readonly draft: string;
  readonly requestId: string;
  readonly matter: string;
  readonly caseNumber: string;
  readonly report: string;
  readonly urgency: string;
  readonly urgencies: Readonly<Record<Urgency, string>>;
  readonly emergencyReason: string;
  readonly scope: string;
  readonly course: string;
  readonly undecided: string;
  /** Without a name once the user is forgotten. */
  readonly countersigned: (by: string | undefined, at: string) => string;
  readonly decided: (verdict: string, by: string | undefined, at: string) => string;
  readonly closed: (outcome: string, at: string) => string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly signers: readonly SheetSigner[];
  readonly receivers: readonly string[];
}

/** To be checked by the ward's clerk. */
export const requestSheetVi: RequestSheetWords = {
  ...decisionVi,
  head: { ...letterVi.head, number: `Số: ${blank(4)}/${blank(4)}` },
  fileTitle: 'Phiếu yêu cầu trích xuất',
  title: 'PHIẾU YÊU CẦU TRÍCH XUẤT',
  subtitle: 'Dữ liệu hình ảnh camera an ninh',
  asker: 'Người yêu cầu',
  requester: 'Họ tên',
  authority: 'Cơ quan, đơn vị',
  letterTitle: 'Kèm theo',
  letterOwed: 'chưa có văn bản yêu cầu, bổ sung sau',
  letterAdded: (letter, by = blank(12), at) => `${letter}: ${by} bổ sung hồi ${at}.`,
  filed: 'Gửi hồi',
  draft: 'bản nháp, chưa gửi',
  requestId: 'Mã yêu cầu',
  matter: 'Vụ việc',
  caseNumber: 'Số vụ việc',
  report: 'Tin báo',
  urgency: 'Mức độ',
  urgencies: { routine: 'thường', urgent: 'khẩn', emergency: 'khẩn cấp – xem ngay' },
  emergencyReason: 'Lý do khẩn cấp',
  scope: 'Phạm vi yêu cầu',
  course: 'Kết quả xử lý',
  undecided: 'Chưa có quyết định.',
  countersigned: (by = blank(12), at) => `${by} xác nhận khẩn cấp (người thứ hai) hồi ${at}.`,
  decided: (verdict, by = blank(12), at) => `${verdict} Người quyết định: ${by}, hồi ${at}.`,
  closed: (outcome, at) => `Yêu cầu kết thúc hồi ${at}; kết quả: ${outcome}.`,
  outcomes: {
    found: 'tìm thấy',
    'not-found': 'không tìm thấy',
    'handed-over': 'đã bàn giao',
    'led-to-handling': 'đã xử lý vụ việc',
    withdrawn: 'đã rút hoặc bị thu hồi phê duyệt',
  },
  signers: [
    { party: 'NGƯỜI YÊU CẦU', hint: '(cấp bậc, chức vụ, ký, ghi rõ họ tên)' },
    { party: 'THỦ TRƯỞNG ĐƠN VỊ', hint: '(chức vụ, ký, ghi rõ họ tên, đóng dấu)' },
    { party: 'NGƯỜI PHÊ DUYỆT', hint: '(chức vụ, ký, ghi rõ họ tên)' },
  ],
  receivers: ['Nơi nhận:', '- UBND phường;', '- Lưu: hồ sơ vụ việc.'],
};

/** The Vietnamese sheet in English, part by part. */
export const requestSheetEn: RequestSheetWords = {
  ...decisionEn,
  head: { ...letterEn.head, number: `No.: ${blank(4)}/${blank(4)}` },
  fileTitle: 'Request for footage',
  title: 'REQUEST FOR FOOTAGE',
  subtitle: 'of security cameras',
  asker: 'Requester',
  requester: 'Name',
  authority: 'Authority',
  letterTitle: 'With',
  letterOwed: 'no written request yet, to be added',
  letterAdded: (letter, by = blank(12), at) => `${letter}: added by ${by} at ${at}.`,
  filed: 'Filed',
  draft: 'a draft, not filed yet',
  requestId: 'Request',
  matter: 'The case',
  caseNumber: 'Case number',
  report: 'Report',
  urgency: 'Urgency',
  urgencies: { routine: 'routine', urgent: 'urgent', emergency: 'emergency, opened at once' },
  emergencyReason: 'Reason of the emergency',
  scope: 'Requested footage',
  course: 'Outcome',
  undecided: 'Not decided yet.',
  countersigned: (by = blank(12), at) => `${by} countersigned the emergency at ${at}.`,
  decided: (verdict, by = blank(12), at) => `${verdict} Decided by ${by} at ${at}.`,
  closed: (outcome, at) => `The request was closed at ${at}; outcome: ${outcome}.`,
  outcomes: {
    found: 'found',
    'not-found': 'not found',
    'handed-over': 'handed over',
    'led-to-handling': 'the case was handled',
    withdrawn: 'withdrawn, or its approval revoked',
  },
  signers: [
    { party: 'REQUESTER', hint: '(rank, position, signature, full name)' },
    { party: 'HEAD OF THE UNIT', hint: '(position, signature, full name, seal)' },
    { party: 'APPROVED BY', hint: '(position, signature, full name)' },
  ],
  receivers: ['Copies to:', '- the People’s Committee of the ward;', '- the file of the case.'],
};
