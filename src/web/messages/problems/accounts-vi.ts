import { remedied as one } from './remedied.ts';

/** Problems of second factors, sessions and tokens for programs. */
export const problemsOfAccountsVi = {
  'second-factor-code-wrong': one(
    'Mã không khớp với mã QR vừa quét.',
    'Kiểm tra giờ của điện thoại, đợi mã mới rồi nhập lại.',
  ),
  'second-factor-needed': one(
    'Tài khoản này đã có xác thực hai bước.',
    'Đăng nhập lại, kèm mã trong ứng dụng xác thực.',
  ),
  'second-factor-not-enrolled': one(
    'Chưa thiết lập xác thực hai bước.',
    'Thiết lập ở trang Tài khoản, hoặc khi đăng nhập lần tới.',
  ),
  'second-factor-not-offered': one('Mã QR này đã hết hiệu lực.', 'Tải lại trang để có mã mới.'),
  'password-wrong': one('Mật khẩu hiện tại không đúng.', 'Nhập lại; nếu quên, nhờ quản trị viên.'),
  'session-not-found': one('Phiên này đã kết thúc.', 'Tải lại danh sách.'),
  'token-not-found': one('Không có mã truy cập này.', 'Tải lại danh sách.'),
  'token-expiry-out-of-range': one('Hạn dùng không hợp lệ.', 'Chọn một ngày trong vòng một năm tới.'),
  'token-action-refused': one('Vai trò của bạn không có quyền này.', 'Bỏ quyền đó rồi tạo lại.'),
} as const;
