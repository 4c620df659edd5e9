import type { VerifierStatus } from '../finding.ts';
import type { ReportSubject, VerifierReport } from '../report.ts';
import type { FindingWords } from './finding-words.ts';
import { findingWordsEn } from './finding-words-en.ts';
import { findingWordsVi } from './finding-words-vi.ts';

export type VerifierLanguage = 'vi' | 'en';

/** The words of a report, for a terminal and for the page. */
export interface ReportWords {
  readonly findings: FindingWords;
  readonly statuses: Readonly<Record<VerifierStatus, string>>;
  /** What may be said, and no more. */
  readonly unchanged: (at: string) => string;
  readonly by: Readonly<Record<'witness' | 'timestamp' | 'log', string>>;
  /** Of a negative answer. */
  readonly bornOut: string;
  readonly grounds: (ground: string) => string;
  readonly record: string;
  readonly labels: Readonly<
    Record<
      | 'export'
      | 'manifest'
      | 'request'
      | 'answer'
      | 'statement'
      | 'grounds'
      | 'case'
      | 'cams'
      | 'time'
      | 'forms'
      | 'logKey'
      | 'exportKey'
      | 'checked'
      | 'clips'
      | 'findings',
      string
    >
  >;
  /** Which footage was ordered. */
  readonly forms: (ordered: Pick<ReportSubject, 'originals' | 'clips'>) => string;
  readonly counts: (files: number, records: number, bytes: number) => string;
  readonly decoded: (decoding: NonNullable<VerifierReport['decoding']>) => string;
}

const groundsVi: Readonly<Record<string, string>> = {
  'no-camera': 'không có camera',
  dead: 'camera hoặc việc ghi hình không hoạt động',
  paused: 'tạm dừng',
  expired: 'đã xóa theo thời hạn',
  'never-recorded': 'không ghi hình',
};

export const reportWords: Readonly<Record<VerifierLanguage, ReportWords>> = {
  vi: {
    findings: findingWordsVi,
    statuses: {
      0: 'KHÔNG THAY ĐỔI',
      3: 'KHÔNG THAY ĐỔI, có lưu ý',
      10: 'ĐÃ BỊ THAY ĐỔI',
      11: 'THIẾU HOẶC THỪA TỆP',
      12: 'KHÓA KÝ KHÔNG TIN CẬY',
      13: 'NHẬT KÝ KHÔNG NHẤT QUÁN',
      14: 'THỜI GIAN BẤT THƯỜNG',
      15: 'KHÔNG ĐỦ PHẠM VI',
      20: 'SAI KHUÔN DẠNG',
    },
    unchanged: (at) => `Không thay đổi kể từ khi được ghi nhận lúc ${at}`,
    by: { witness: 'theo bên làm chứng', timestamp: 'theo dấu thời gian', log: 'theo chính nhật ký' },
    bornOut: 'Các bản ghi phù hợp với nội dung trả lời.',
    grounds: (ground) => groundsVi[ground] ?? ground,
    record: 'bản ghi số',
    labels: {
      export: 'Gói dữ liệu',
      manifest: 'Mã SHA-256 của bản kê',
      request: 'Yêu cầu',
      answer: 'Văn bản trả lời không có hình',
      statement: 'Mã SHA-256 của nội dung trả lời',
      grounds: 'Lý do',
      case: 'Vụ việc',
      cams: 'Camera',
      time: 'Thời gian',
      forms: 'Đã đặt',
      logKey: 'Khóa nhật ký',
      exportKey: 'Khóa ký gói',
      checked: 'Đã kiểm tra',
      clips: 'Bản ghép',
      findings: 'Phát hiện',
    },
    forms: ({ originals, clips }) =>
      [
        ...(originals === 'with' ? ['tệp ghi gốc'] : []),
        ...(clips === 'with' ? ['bản ghép để xem'] : []),
      ].join(', ') || 'chỉ giấy tờ, không có hình',
    counts: (files, records, bytes) =>
      `${files.toLocaleString('vi')} tệp, ${records.toLocaleString('vi')} bản ghi, ${bytes.toLocaleString('vi')} byte`,
    decoded: ({ decoder, clips, decoded }) =>
      decoder === undefined
        ? `CHƯA GIẢI MÃ ${clips} bản ghép: máy này không có ffmpeg`
        : `${decoded} trong ${clips} bản ghép giải mã không lỗi (${decoder})`,
  },
  en: {
    findings: findingWordsEn,
    statuses: {
      0: 'UNCHANGED',
      3: 'UNCHANGED, with remarks',
      10: 'ALTERED',
      11: 'FILES MISSING OR EXTRA',
      12: 'KEY NOT TRUSTED',
      13: 'LOG NOT CONSISTENT',
      14: 'TIMES ARE ODD',
      15: 'SCOPE NOT COMPLETE',
      20: 'MALFORMED',
    },
    unchanged: (at) => `Unchanged since it was recorded at ${at}`,
    by: { witness: 'as a witness says', timestamp: 'as a time stamp says', log: 'as the log itself says' },
    bornOut: 'The records bear out what the answer states.',
    grounds: (ground) => ground,
    record: 'record',
    labels: {
      export: 'Bundle',
      manifest: 'SHA-256 of the manifest',
      request: 'Request',
      answer: 'Answer that there is no footage',
      statement: 'SHA-256 of the statement',
      grounds: 'Grounds',
      case: 'Case',
      cams: 'Cameras',
      time: 'Time',
      forms: 'Ordered',
      logKey: 'Log key',
      exportKey: 'Export key',
      checked: 'Checked',
      clips: 'Clips',
      findings: 'Findings',
    },
    forms: ({ originals, clips }) =>
      [...(originals === 'with' ? ['originals'] : []), ...(clips === 'with' ? ['clips'] : [])].join(', ') ||
      'papers alone, without footage',
    counts: (files, records, bytes) =>
      `${files.toLocaleString('en')} files, ${records.toLocaleString('en')} records, ${bytes.toLocaleString('en')} bytes`,
    decoded: ({ decoder, clips, decoded }) =>
      decoder === undefined
        ? `${clips} NOT DECODED: there is no ffmpeg on this computer`
        : `${decoded} of ${clips} decode without error (${decoder})`,
  },
};
