import type { GapReason } from './gap.ts';

type GapWords = Readonly<Record<GapReason, string>>;

/** Why footage is missing, as printed papers say it. The console has its own words, for one who can do something about it. */
export const gapWordsVi: GapWords = {
  offline: 'mất kết nối',
  auth: 'không đăng nhập được vào camera',
  unsupported: 'luồng hình của camera không ghi được',
  'no-keyframe': 'camera không gửi khung hình khóa',
  recorder: 'lỗi hệ thống ghi hình',
  disk: 'kho lưu trữ đầy',
  paused: 'tạm dừng theo đề nghị của hộ góp kinh phí',
  'switched-off': 'đã tắt ghi hình',
  'no-notice': 'chưa có biển thông báo',
  damaged: 'dữ liệu hỏng',
  clock: 'đồng hồ máy chủ bị chỉnh',
  expired: 'đã xóa theo thời hạn',
  unknown: 'không rõ',
};

export const gapWordsEn: GapWords = {
  offline: 'offline',
  auth: 'camera refused the password',
  unsupported: 'the camera’s stream cannot be recorded',
  'no-keyframe': 'the camera sent no keyframe',
  recorder: 'recorder failed',
  disk: 'store was full',
  paused: 'paused at a contributor’s request',
  'switched-off': 'switched off',
  'no-notice': 'no notice posted',
  damaged: 'damaged',
  clock: 'server clock was set',
  expired: 'expired',
  unknown: 'unknown',
};
