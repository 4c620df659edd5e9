import type { LackCode, NeedName } from './need.ts';

/** Needs in a letter: in Vietnamese, then in English. */
export const needWords: Readonly<Record<NeedName, readonly [vi: string, en: string]>> = {
  postgresql: ['Cơ sở dữ liệu (PostgreSQL)', 'Database (PostgreSQL)'],
  migrations: ['Cấu trúc cơ sở dữ liệu', 'Database schema'],
  redis: ['Hàng đợi công việc (Redis)', 'Job queue (Redis)'],
  store: ['Kho lưu trữ', 'Object store'],
  'worker:record': ['Tiến trình ghi hình', 'Recording worker'],
  'worker:ingest': ['Tiến trình nhập dữ liệu', 'Ingest worker'],
  'worker:maintain': ['Tiến trình bảo trì', 'Maintenance worker'],
  recording: ['Ghi hình', 'Recording'],
  disk: ['Ổ đĩa của máy ghi hình', 'Disk of a recording machine'],
  quarantine: ['Tệp đã ghi', 'Recorded files'],
  expiry: ['Xóa theo thời hạn', 'Expiry'],
  policy: ['Thời hạn lưu trữ', 'Retention policy'],
  networks: ['Mạng camera', 'Camera networks'],
  'redis:memory': ['Bộ nhớ của Redis', 'Memory of Redis'],
};

/** What is wrong, in Vietnamese; in English it is the reason itself. */
export const lackWords: Readonly<Record<LackCode, string>> = {
  'no-answer': 'không trả lời',
  'not-known': 'chưa kiểm tra được',
  'read-only': 'không nhận ghi',
  'schema-old': 'cũ hơn phiên bản chương trình đang chạy',
  'store-denied': 'từ chối khóa truy cập của hệ thống',
  'store-full': 'đã đầy',
  'store-read-only': 'chỉ đọc được, không ghi được',
  'store-unsafe': 'ghi đè hoặc làm thay đổi tệp đã lưu',
  'store-not-ours': 'không phải kho mà hệ thống đang dùng',
  'ward-not-ours': 'là cơ sở dữ liệu của phường khác',
  'redis-evicts': 'có thể tự xóa công việc khi hết bộ nhớ',
  'worker-missing': 'không có tiến trình nào đang chạy',
  'nothing-recorded': 'không camera nào đang được ghi',
  'disk-low': 'dưới mức dự phòng, nên ngừng ghi hình',
  'files-aside': 'có tệp không nhập được, đã để riêng',
  'clock-unsynchronised': 'đang dừng: chưa chắc đồng hồ máy chủ đã đồng bộ',
  'clock-stepped': 'đang dừng: đồng hồ máy chủ bị chỉnh đột ngột',
  'clock-behind': 'đang dừng: đồng hồ máy chủ chậm hơn lần cuối được tin là đúng',
  'clock-ahead': 'đang dừng: đồng hồ máy chủ nhanh hơn nhiều ngày',
  'objects-missing': 'đang dừng: kho lưu trữ thiếu những tệp đến hạn xóa',
  'deletions-late': 'có lần xóa kéo dài hơn một giờ chưa xong',
  'no-policy': 'chưa đặt, nên không có gì bị xóa và ổ đĩa sẽ đầy',
  'cameras-outside': 'có camera nằm ngoài các mạng camera đã khai báo, nên không được ghi hình',
  'retention-floor-low': 'mức lưu tối thiểu trong cấu hình ngắn hơn một ngày',
};
