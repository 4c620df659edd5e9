import type { VerifierLanguage } from '../verify/index.ts';

interface PageWords {
  readonly title: string;
  readonly intro: string;
  readonly otherLanguage: string;
  readonly bundle: string;
  readonly logKey: string;
  readonly exportKey: string;
  readonly keyHint: string;
  readonly more: string;
  readonly policy: string;
  readonly policyHint: string;
  readonly verify: string;
  readonly verifying: (percent: number) => string;
  readonly chooseBundle: string;
  readonly enterKey: string;
  readonly noEd25519: string;
  readonly unreadable: string;
  readonly nothing: string;
  readonly limits: string;
}

export const pageWords: Readonly<Record<VerifierLanguage, PageWords>> = {
  vi: {
    title: 'Kiểm tra gói dữ liệu',
    intro:
      'Trang này tự kiểm tra gói dữ liệu trên máy của bạn. Không có gì được gửi đi; trang chạy được khi không có mạng.',
    otherLanguage: 'English',
    bundle: 'Gói dữ liệu (tệp ZIP)',
    logKey: 'Dấu vân tay khóa nhật ký',
    exportKey: 'Dấu vân tay khóa ký gói',
    keyHint: 'In trên giấy khi cài đặt và trong biên bản: 64 ký tự. Có thể nhập cả khóa kiểm chứng.',
    more: 'Bên làm chứng, dấu thời gian',
    policy: 'Danh sách khóa tin cậy',
    policyHint:
      'Mỗi dòng một khóa: witness <tên> <khóa kiểm chứng>, rồi quorum <tên>; timestamp <mã SHA-256 chứng thư cấp dấu thời gian>.',
    verify: 'Kiểm tra',
    verifying: (percent) => `Đang kiểm tra… ${percent} %`,
    chooseBundle: 'Hãy chọn tệp ZIP của gói dữ liệu.',
    enterKey: 'Hãy nhập dấu vân tay khóa nhật ký: 64 ký tự 0–9, a–f, hoặc cả khóa kiểm chứng.',
    noEd25519:
      'Trình duyệt này không kiểm tra được chữ ký Ed25519. Hãy dùng Firefox 129, Safari 17, Chrome hoặc Edge 137 trở lên, hoặc lệnh minhchung verify.',
    unreadable: 'Không đọc được tệp. Hãy chọn lại tệp rồi kiểm tra lần nữa.',
    nothing: 'Không có phát hiện nào.',
    limits:
      'Kết quả chỉ cho biết dữ liệu có thay đổi kể từ khi được ghi nhận hay không; không xác nhận những gì xảy ra trước khi dữ liệu đến máy chủ ghi hình.',
  },
  en: {
    title: 'Verify a bundle',
    intro: 'This page verifies a bundle on your own computer. It sends nothing, and works without a network.',
    otherLanguage: 'Tiếng Việt',
    bundle: 'Bundle (ZIP file)',
    logKey: 'Fingerprint of the log key',
    exportKey: 'Fingerprint of the export key',
    keyHint: 'Printed on paper at installation, and in the minutes: 64 signs. A whole verifier key will do.',
    more: 'Witnesses, time stamps',
    policy: 'Trusted keys',
    policyHint:
      'A key in each line: witness <name> <verifier key>, then quorum <name>; timestamp <SHA-256 of the certificate of a time stamp authority>.',
    verify: 'Verify',
    verifying: (percent) => `Verifying… ${percent} %`,
    chooseBundle: 'Choose the ZIP file of the bundle.',
    enterKey: 'Enter the fingerprint of the log key: 64 signs 0–9, a–f, or a whole verifier key.',
    noEd25519:
      'This browser cannot check Ed25519 signatures. Use Firefox 129, Safari 17, Chrome or Edge 137 or later, or the command minhchung verify.',
    unreadable: 'The file could not be read. Choose it again, and verify once more.',
    nothing: 'No findings.',
    limits:
      'This says whether the data changed since it was recorded. It says nothing about what happened before the data reached the recorder.',
  },
};
