import { remedied as one, type Remedied } from './remedied.ts';

/** By code: what a custodian, a deputy or an auditor may be refused. */
export const problemsOfJudgingVi = {
  'own-request': one(
    'Không ai quyết định yêu cầu của chính mình.',
    'Chờ một người phê duyệt khác, hoặc người thay của họ.',
  ),
  'request-not-waiting': one('Yêu cầu này không còn chờ duyệt.', 'Tải lại hộp duyệt.'),
  'request-not-emergency': one('Yêu cầu này không phải khẩn cấp.', 'Tải lại hộp duyệt.'),
  'emergency-reviewed': one('Đã có người xem lại việc khẩn cấp này.', 'Tải lại hộp duyệt.'),
  'hold-of-request': one(
    'Lưu giữ này thuộc một yêu cầu.',
    'Nó hết khi yêu cầu bị từ chối hoặc đóng; không chấm dứt riêng được.',
  ),
  'deputy-ended': one('Việc thay đã kết thúc.', 'Tải lại danh sách.'),
  'deputy-is-self': one('Không tự thay mình được.', 'Nhập tên đăng nhập của người khác.'),
  'deputy-not-found': one('Không có việc thay này.', 'Tải lại danh sách.'),
  'deputy-not-yours': one('Người khác đã cử người thay này.', 'Nhờ chính họ kết thúc.'),
  'deputy-range': one('Khoảng thời gian không hợp lệ.', 'Chọn thời gian sắp tới, nhiều nhất 92 ngày.'),
  'deputy-role': one(
    'Người này không thay được: là cán bộ công an, kiểm soát viên, hoặc đã bị khoá.',
    'Chọn người khác.',
  ),
  'unknown-user': one('Không có người dùng tên này.', 'Kiểm tra lại tên đăng nhập.'),
  'request-id-invalid': one('Mã yêu cầu không hợp lệ.', 'Chép cả mã, bắt đầu bằng req_.'),
  'actor-invalid': one('Bí danh không hợp lệ.', 'Chép cả bí danh, bắt đầu bằng psn_.'),
  'actor-not-found': one('Không ai có bí danh này.', 'Chép lại bí danh từ nhật ký.'),
  'custody-head-invalid': one(
    'Mã đầu chuỗi không hợp lệ.',
    'Dán nguyên dòng đã cất: số, dấu hai chấm, mã băm.',
  ),
  'custody-too-many': one('Tệp sẽ có hơn 50 000 dòng.', 'Chọn khoảng thời gian ngắn hơn.'),
  'camera-paused': one('Camera đang tạm dừng.', 'Cho ghi hình lại trước, rồi tạm dừng với thời hạn khác.'),
  'camera-withdrawn': one('Camera đã bị rút.', 'Camera này không được ghi nữa.'),
  'pause-end-past': one('Thời điểm ghi lại đã qua.', 'Chọn một thời điểm sau bây giờ.'),
  'contributor-not-of-camera': one('Người này không đóng góp cho camera.', 'Chọn lại người đề nghị.'),
} as const satisfies Readonly<Record<string, Remedied>>;
