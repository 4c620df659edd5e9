import { blank } from '../../print/index.ts';
import { minutesVi } from '../papers/minutes-vi.ts';
import type { NegativeWords } from './negative-words.ts';

/** An official letter (Decree 30/2020), to be checked by the ward's clerk. */
export const negativeVi: NegativeWords = {
  lang: 'vi',
  cameras: minutesVi.cameras,
  gaps: minutesVi.gaps,
  head: {
    ...minutesVi.head,
    number: `Số: ${blank(4)}/UBND`,
    subject: 'V/v trả lời không có dữ liệu hình ảnh camera an ninh',
  },
  title: 'TRẢ LỜI KHÔNG CÓ DỮ LIỆU HÌNH ẢNH',
  to: (authority) => `Kính gửi: ${authority}`,
  asked: {
    title: 'Nội dung hỏi',
    caseNumber: 'Số vụ việc',
    range: 'Thời gian',
    place: 'Địa điểm',
    near: (place, metres) => `trong vòng ${metres} m quanh ${place}`,
    corners: (corners) => `trong vùng có các góc ${corners}`,
    neighbourhood: (name) => `địa bàn ${name}`,
    named: 'các camera nêu dưới đây',
  },
  answer: {
    title: 'Trả lời',
    none: 'Hệ thống không có dữ liệu hình ảnh nào của địa điểm và thời gian nêu trên.',
    grounds: {
      'no-camera': 'Không có camera nào của hệ thống tại địa điểm đó.',
      dead: 'Có camera, nhưng camera hoặc hệ thống ghi hình không hoạt động được.',
      paused: 'Camera được tạm dừng ghi hình theo đề nghị của hộ góp kinh phí.',
      expired: 'Dữ liệu đã ghi, nhưng đã được xóa theo thời hạn lưu trữ.',
      'never-recorded': 'Camera chưa được ghi hình vào thời gian đó.',
    },
    asOf: (at) => `Nội dung trả lời đúng tại thời điểm ${at}.`,
  },
  inside: { title: 'Camera tại địa điểm và lý do không có hình', none: 'Không có camera nào.' },
  outer: {
    title: 'Camera ở gần, ngoài địa điểm',
    intro: (metres) =>
      `Nằm ngoài địa điểm nêu trên và trong vòng ${metres} m. Văn bản này không nói về dữ liệu của các camera đó.`,
    none: (metres) => `Không có camera nào khác trong vòng ${metres} m.`,
  },
  proof: {
    title: 'Xác nhận và cách kiểm tra',
    noOther:
      'Ngoài các camera nêu trên, hệ thống không có camera nào khác tại địa điểm đó. Đây là lời xác nhận của văn bản này; văn bản không nêu các camera khác của phường. Người giám sát truy cập đối chiếu được với nhật ký chứng cứ, trong đó có mọi camera và vị trí từng camera.',
    record: (seq, chain) =>
      `Lời xác nhận này được ghi vào nhật ký chứng cứ, là bản ghi số ${seq} của chuỗi ${chain}; nhật ký được ký điện tử.`,
    digest: 'Mã SHA-256 của nội dung (tệp JSON)',
    check:
      'Tệp JSON do hệ thống cấp cùng văn bản này phải có mã SHA-256 như trên; bản ghi trong nhật ký nêu đúng mã đó. Trên Windows: “certutil -hashfile <tệp> SHA256”; trên Linux: “sha256sum <tệp>”. Tệp chứng minh (ZIP) có các bản ghi làm căn cứ trả lời: kiểm tra bằng “minhchung verify --policy <tệp khóa> <tệp.zip>” hoặc trang kiểm tra trong trình duyệt, không cần mạng.',
  },
  limits: {
    title: 'Phạm vi và giới hạn xác nhận',
    items: [
      'Văn bản chỉ nói về camera của hệ thống này, không nói về camera của cá nhân, tổ chức khác.',
      'Lý do là lý do máy chủ ghi hình đã ghi nhận; văn bản không xác nhận những gì xảy ra trong camera.',
    ],
  },
  signatures: {
    columns: [
      { party: '', hint: '' },
      { party: 'TM. ỦY BAN NHÂN DÂN', hint: '(chức vụ, ký, ghi rõ họ tên, đóng dấu)' },
    ],
    receivers: ['Nơi nhận:', '- Như trên;', '- Lưu: VT, hồ sơ.'],
  },
};
