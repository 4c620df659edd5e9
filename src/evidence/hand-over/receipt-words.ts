import { blank, letterEn, letterVi, type SheetSigner, type SheetWords } from '../../print/index.ts';

/** Every word of a receipt, in one language. */
export interface ReceiptWords extends SheetWords {
  readonly fileTitle: string;
  readonly title: string;
  readonly subtitle: string;
  readonly bundle: string;
  readonly caseNumber: string;
  readonly requestId: string;
  readonly exportId: string;
  readonly file: string;
  readonly files: string;
  readonly size: string;
  readonly bytes: (count: string) => string;
  readonly ready: string;
  readonly digest: string;
  readonly digestIntro: string;
  readonly verify: string;
  readonly steps: (fileName: string) => readonly { readonly text: string; readonly command?: string }[];
  readonly medium: string;
  readonly mediumLines: readonly string[];
  readonly signers: readonly SheetSigner[];
  readonly receivers: readonly string[];
}

/** To be checked by the ward's clerk. */
export const receiptVi: ReceiptWords = {
  lang: 'vi',
  head: { ...letterVi.head, number: `Số: ${blank(4)}/GBN-UBND` },
  fileTitle: 'Giấy biên nhận gói dữ liệu',
  title: 'GIẤY BIÊN NHẬN',
  subtitle: 'Gói dữ liệu hình ảnh camera an ninh',
  bundle: 'Gói dữ liệu',
  caseNumber: 'Số vụ việc',
  requestId: 'Mã yêu cầu',
  exportId: 'Mã gói dữ liệu',
  file: 'Tên tệp',
  files: 'Số tệp trong gói',
  size: 'Dung lượng',
  bytes: (count) => `${count} byte`,
  ready: 'Tạo xong hồi',
  digest: 'Mã SHA-256 của bản kê (tệp manifest.json)',
  digestIntro: 'Bản kê nêu mã SHA-256 của từng tệp trong gói, nên mã này thay cho cả gói.',
  verify: 'Cách kiểm tra',
  steps: (fileName) => [
    {
      text: 'Mở trang kiểm tra do phường cung cấp (không cần mạng), chọn gói dữ liệu; mã hiện ra phải trùng với mã ở mục 2. Hoặc dùng chương trình kiểm tra:',
      command: `minhchung verify --policy policy.txt ${fileName}`,
    },
    {
      text: 'Không có chương trình kiểm tra: giải nén gói, rồi so từng tệp với danh sách SHA256SUMS.',
      command: 'sha256sum -c SHA256SUMS',
    },
    {
      text: 'Trên Windows: tính mã của tệp manifest.json rồi so với mã ở mục 2.',
      command: 'certutil -hashfile manifest.json SHA256',
    },
  ],
  medium: 'Phương tiện lưu trữ',
  mediumLines: [
    `Loại ${blank(8)}; hãng ${blank(8)}; số sê-ri ${blank(12)}; dung lượng ${blank(6)}; tình trạng ${blank(10)}`,
    `Niêm phong (nếu có): ${blank(30)}`,
    `Giao nhận hồi ${blank(3)} giờ ${blank(3)} phút ngày ${blank(3)} tháng ${blank(3)} năm ${blank(4)}, tại ${blank(16)}`,
  ],
  signers: [
    { party: 'NGƯỜI NHẬN', hint: '(cấp bậc, chức vụ, ký, ghi rõ họ tên)' },
    { party: 'NGƯỜI GIAO', hint: '(chức vụ, ký, ghi rõ họ tên, đóng dấu)' },
  ],
  receivers: ['Nơi nhận:', '- Người nhận;', '- Lưu: VT, hồ sơ.'],
};

/** The Vietnamese receipt in English, part by part. */
export const receiptEn: ReceiptWords = {
  lang: 'en',
  head: { ...letterEn.head, number: `No.: ${blank(4)}/GBN-UBND` },
  fileTitle: 'Receipt of a bundle',
  title: 'RECEIPT',
  subtitle: 'of a bundle of camera footage',
  bundle: 'The bundle',
  caseNumber: 'Case number',
  requestId: 'Request',
  exportId: 'Bundle',
  file: 'File',
  files: 'Files in the bundle',
  size: 'Size',
  bytes: (count) => `${count} bytes`,
  ready: 'Ready at',
  digest: 'SHA-256 of the manifest (file manifest.json)',
  digestIntro:
    'The manifest names the SHA-256 of every file in the bundle, so this digest stands for all of it.',
  verify: 'How to verify it',
  steps: (fileName) => [
    {
      text: 'Open the verifier page of the ward, which needs no network, and choose the bundle; it must show the digest of section 2. Or use the program:',
      command: `minhchung verify --policy policy.txt ${fileName}`,
    },
    {
      text: 'Without a verifier: unpack the bundle, and compare every file with the list SHA256SUMS.',
      command: 'sha256sum -c SHA256SUMS',
    },
    {
      text: 'On Windows: compute the digest of manifest.json and compare it with that of section 2.',
      command: 'certutil -hashfile manifest.json SHA256',
    },
  ],
  medium: 'Storage medium',
  mediumLines: [
    `Kind ${blank(8)}; maker ${blank(8)}; serial number ${blank(12)}; capacity ${blank(6)}; state ${blank(10)}`,
    `Seal (if any): ${blank(30)}`,
    `Handed over at ${blank(3)}:${blank(3)} on ${blank(6)} ${blank(4)}, in ${blank(16)}`,
  ],
  signers: [
    { party: 'RECEIVED BY', hint: '(rank, position, signature, full name)' },
    { party: 'GIVEN BY', hint: '(position, signature, full name, seal)' },
  ],
  receivers: ['Copies to:', '- the receiver;', '- the file.'],
};
