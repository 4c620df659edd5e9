import { minutesVi } from '../papers/minutes-vi.ts';
import type { HandOverWords } from './hand-over-words.ts';

/** To be checked by the ward's clerk, like the minutes. */
export const handOverVi: HandOverWords = {
  ...minutesVi,
  title: 'BIÊN BẢN GIAO NHẬN',
  subtitle: 'Về việc giao nhận gói dữ liệu hình ảnh camera an ninh',
  bundle: {
    title: 'IV. GÓI DỮ LIỆU',
    caseNumber: 'Số vụ việc',
    requestId: 'Mã yêu cầu',
    exportId: 'Mã gói dữ liệu',
    file: 'Tên tệp',
    content: 'Nội dung',
    amount: (files, bytes) => `${files} tệp, gói có ${bytes} byte`,
    digest: 'Mã SHA-256 của bản kê (tệp manifest.json)',
    digestIntro:
      'Bản kê nêu mã SHA-256 của từng tệp trong gói, nên mã này thay cho cả gói. Chương trình kiểm tra hiện mã này sau khi kiểm tra gói.',
  },
  confirmed: {
    title: 'V. XÁC NHẬN CỦA BÊN NHẬN',
    text: 'Bên nhận đã nhận gói dữ liệu nêu trên, đã kiểm tra bằng chương trình kiểm tra, và mã SHA-256 của bản kê mà chương trình hiện ra trùng với mã ghi tại mục IV.',
  },
};
