/** A problem in the user's words: why, and what to do. */
export interface Remedied {
  readonly cause: string;
  readonly remedy: string;
}

const one = (cause: string, remedy: string): Remedied => ({ cause, remedy });

/** By the `code` of the answer. Codes that no screen can cause are left to the service's own sentence. */
export const problemsVi = {
  network: one(
    'Không kết nối được với hệ thống.',
    'Kiểm tra mạng rồi thử lại; những gì đã nhập vẫn còn nguyên.',
  ),
  internal: one('Hệ thống gặp lỗi.', 'Lỗi đã được ghi lại. Hãy thử lại, nếu vẫn lỗi thì báo quản trị.'),
  'sign-in-needed': one('Phiên làm việc đã hết.', 'Hãy đăng nhập lại.'),
  'sign-in-refused': one('Sai tên hoặc mật khẩu.', 'Nhập lại; nếu quên mật khẩu, nhờ quản trị.'),
  'too-many-tries': one('Đã thử quá nhiều lần.', 'Đợi mười phút rồi thử lại.'),
  'role-refused': one('Vai trò của bạn không làm được việc này.', 'Nhờ người có vai trò phù hợp.'),
  'foreign-origin': one(
    'Trang này được mở từ địa chỉ khác.',
    'Mở bảng điều khiển từ đúng địa chỉ của hệ thống.',
  ),
  'first-admin-token-refused': one(
    'Đường dẫn này sai, đã dùng, hoặc đã bị thay.',
    'Khởi động lại dịch vụ để có đường dẫn mới.',
  ),
  'user-name-invalid': one(
    'Tên đăng nhập không hợp lệ.',
    'Dùng 2 đến 63 ký tự: chữ thường không dấu, số, dấu chấm, gạch dưới, gạch nối.',
  ),
  'user-name-taken': one('Tên đăng nhập này đã có người dùng.', 'Chọn tên khác.'),
  'password-too-short': one('Mật khẩu quá ngắn.', 'Dùng từ 12 ký tự trở lên.'),
  'password-too-long': one('Mật khẩu quá dài.', 'Dùng nhiều nhất 256 ký tự.'),
  'password-is-name': one('Mật khẩu trùng với tên.', 'Chọn mật khẩu khác tên đăng nhập và họ tên.'),
  'neighbourhood-name-taken': one('Đã có khu phố tên này.', 'Chọn tên khác.'),
  'neighbourhood-invalid': one('Chưa chọn khu phố.', 'Chọn một khu phố trong danh sách.'),
  'unknown-neighbourhood': one('Không có khu phố này.', 'Chọn một khu phố trong danh sách.'),
  'area-without-cameras': one('Không có camera nào trong vùng này.', 'Tăng bán kính hoặc chọn nơi khác.'),
  'place-missing': one('Chưa có nơi cần tìm.', 'Bấm lên bản đồ hoặc nhập vĩ độ, kinh độ.'),
  'place-invalid': one('Không đọc được nơi này.', 'Nhập như 21.0100, 107.3500, hoặc bấm lên bản đồ.'),
  'place-off-earth': one('Tọa độ nằm ngoài phạm vi.', 'Vĩ độ trong ±90, kinh độ trong ±180.'),
  'place-unknown': one('Không tìm thấy nơi này.', 'Thử tên đường khác, nhập tọa độ, hoặc bấm lên bản đồ.'),
  'radius-invalid': one('Bán kính không hợp lệ.', 'Chọn bán kính lớn hơn 0.'),
  'radius-too-large': one('Bán kính quá lớn.', 'Chọn nhiều nhất 20 km.'),
  'instant-invalid': one('Không đọc được thời gian.', 'Nhập như 21:20 hôm qua, hoặc 21/11/2026 21:10:00.'),
  'instant-missing': one('Chưa có thời gian.', 'Nhập như 21:20 hôm qua.'),
  'range-empty': one('Thời điểm cuối không sau thời điểm đầu.', 'Sửa lại khoảng thời gian.'),
  'range-too-long': one('Khoảng thời gian quá dài.', 'Chọn khoảng ngắn hơn.'),
  'case-number-invalid': one('Số vụ việc không hợp lệ.', 'Nhập 1 đến 100 ký tự.'),
  'purpose-invalid': one(
    'Mục đích quá ngắn hoặc quá dài.',
    'Viết 10 đến 1000 ký tự: cần hình ảnh để làm gì.',
  ),
  'legal-basis-invalid': one('Căn cứ pháp lý không hợp lệ.', 'Nhập 1 đến 500 ký tự hoặc để trống.'),
  'request-not-found': one('Không có yêu cầu này, hoặc không phải của bạn.', 'Mở danh sách yêu cầu của bạn.'),
  'request-expired': one('Yêu cầu đã hết hạn.', 'Lập yêu cầu mới nếu vẫn cần xem.'),
  'request-not-approved': one('Yêu cầu chưa được duyệt.', 'Đợi phê duyệt hoặc lập yêu cầu mới.'),
  'camera-outside-request': one('Camera này không thuộc yêu cầu.', 'Lập yêu cầu có camera này.'),
  'time-outside-request': one(
    'Thời điểm này ngoài phạm vi được mở.',
    'Chọn thời điểm trong phạm vi của yêu cầu.',
  ),
  'no-picture-then': one('Không có hình vào lúc này.', 'Chọn thời điểm có vạch đặc trên dải thời gian.'),
  'picture-damaged': one('Hình vào lúc này bị hỏng.', 'Chọn thời điểm gần đó.'),
  'decoder-unavailable': one('Chưa tạo được ảnh chụp.', 'Thử lại sau ít giây.'),
  'footage-unreadable': one('Kho lưu trữ chưa trả được hình.', 'Thử lại; nếu vẫn lỗi thì báo quản trị.'),
  'player-failed': one('Không phát được đoạn này.', 'Bấm phát lại, hoặc chọn thời điểm khác.'),
  'player-unsupported': one(
    'Trình duyệt này không phát được hình.',
    'Dùng Chrome, Edge hoặc Firefox bản mới.',
  ),
  'nothing-recorded': one(
    'Chưa có hình của camera này trong khoảng đã chọn.',
    'Chọn camera khác hoặc đợi đoạn ghi tiếp theo.',
  ),
  'camera-name-invalid': one('Tên camera không hợp lệ.', 'Nhập 1 đến 120 ký tự.'),
  'camera-name-taken': one('Đã có camera tên này.', 'Chọn tên khác.'),
  'camera-not-found': one('Không có camera này.', 'Mở lại danh sách camera.'),
  'camera-already-registered': one('Camera này đã được đăng ký.', 'Tìm nó trong danh sách camera.'),
  'camera-needs-password': one('Camera đòi mật khẩu.', 'Nhập tên và mật khẩu của camera.'),
  'camera-refused-password': one('Camera từ chối mật khẩu.', 'Kiểm tra lại tên và mật khẩu của camera.'),
  'camera-offline': one('Camera không trả lời.', 'Kiểm tra nguồn điện và dây mạng rồi thử lại.'),
  'camera-answer-late': one('Camera trả lời quá chậm.', 'Kiểm tra đường mạng rồi thử lại.'),
  'camera-not-onvif': one('Thiết bị này không nói ONVIF.', 'Đăng ký bằng địa chỉ RTSP.'),
  'camera-without-streams': one(
    'Camera không có luồng hình nào.',
    'Bật luồng hình trong cài đặt của camera.',
  ),
  'camera-user-invalid': one('Tên người dùng của camera không hợp lệ.', 'Nhập 1 đến 128 ký tự.'),
  'camera-password-invalid': one('Mật khẩu của camera không hợp lệ.', 'Nhập nhiều nhất 256 ký tự.'),
  'credentials-incomplete': one('Thiếu tên người dùng của camera.', 'Nhập cả tên và mật khẩu.'),
  'credentials-twice': one('Mật khẩu có cả trong địa chỉ RTSP.', 'Chỉ nhập ở một nơi.'),
  'stream-url-invalid': one('Địa chỉ luồng không hợp lệ.', 'Nhập như rtsp://192.168.1.20:554/stream1.'),
  'stream-url-scheme': one(
    'Địa chỉ không bắt đầu bằng rtsp://.',
    'Nhập như rtsp://192.168.1.20:554/stream1.',
  ),
  'stream-role-missing': one('Camera không có luồng này.', 'Chọn luồng khác.'),
  'found-camera-unknown': one('Kết quả tìm đã cũ.', 'Tìm camera lại.'),
  'discovery-not-found': one('Không còn lần tìm này.', 'Tìm camera lại.'),
  'bearing-out-of-range': one('Hướng nhìn không hợp lệ.', 'Nhập 0 đến dưới 360 độ.'),
  'field-of-view-out-of-range': one('Góc nhìn không hợp lệ.', 'Nhập trên 0 đến 360 độ.'),
  'catalogue-unavailable': one('Cơ sở dữ liệu tạm thời không trả lời.', 'Thử lại sau ít giây.'),
  'queue-unavailable': one('Hàng đợi công việc tạm thời không trả lời.', 'Thử lại sau ít giây.'),
  'sessions-unavailable': one('Chưa đăng nhập được lúc này.', 'Thử lại sau ít giây.'),
  'not-served': one('Hệ thống này chưa có chức năng đó.', 'Nâng cấp dịch vụ.'),
} as const satisfies Readonly<Record<string, Remedied>>;
