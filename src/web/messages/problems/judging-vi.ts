import { remedied as one, type Remedied } from './remedied.ts';

/** By code: what a custodian, a deputy or an auditor may be refused. */
export const problemsOfJudgingVi = {
  'own-request': one(
    'Không ai quyết định yêu cầu của chính mình.',
    'Chờ một người phê duyệt khác, hoặc người được họ ủy quyền.',
  ),
  'month-invalid': one('Tháng không hợp lệ.', 'Chọn một tháng trong danh sách.'),
  'month-future': one('Tháng đã chọn chưa bắt đầu.', 'Chọn tháng hiện tại hoặc một tháng trước đó.'),
  'request-not-waiting': one('Yêu cầu này không còn chờ phê duyệt.', 'Tải lại trang chờ phê duyệt.'),
  'request-undecided': one(
    'Yêu cầu này chưa được quyết định.',
    'Chờ người phê duyệt, rồi in văn bản trả lời.',
  ),
  'request-not-emergency': one('Yêu cầu này không phải khẩn cấp.', 'Tải lại trang chờ phê duyệt.'),
  'emergency-reviewed': one('Lần xem khẩn cấp này đã được hậu kiểm.', 'Tải lại trang chờ phê duyệt.'),
  'emergency-countersigned': one('Người khác đã xác nhận khẩn cấp này.', 'Tải lại trang.'),
  'emergency-not-opened': one(
    'Yêu cầu khẩn cấp này chưa được xem, nên chưa có gì để hậu kiểm.',
    'Xác nhận để cho xem, hoặc kết luận không có căn cứ.',
  ),
  'hold-of-request': one(
    'Phiếu giữ dữ liệu này thuộc một yêu cầu.',
    'Phiếu hết hiệu lực khi yêu cầu bị từ chối hoặc kết thúc; không chấm dứt riêng được.',
  ),
  'founding-over': one('Thiết lập ban đầu đã kết thúc.', 'Tải lại trang.'),
  'founding-incomplete': one(
    'Phường chưa có đủ một quản trị viên và một người phê duyệt.',
    'Tạo người phê duyệt trước.',
  ),
  'founding-not-offered': one('Chưa ai đề nghị kết thúc thiết lập ban đầu.', 'Tải lại trang.'),
  'founding-other-side': one(
    'Bên kia phải xác nhận: quản trị viên và người phê duyệt cùng kết thúc.',
    'Nhờ bên kia mở trang này.',
  ),
  'people-changed': one('Danh sách người dùng vừa thay đổi.', 'Tải lại trang và đọc lại danh sách.'),
  'own-email-only': one(
    'Sau thiết lập ban đầu, chỉ chính người này đổi được địa chỉ thư.',
    'Nhờ người đó đổi trên trang Tài khoản.',
  ),
  'proposal-needed': one(
    'Việc này cần người thứ hai xác nhận.',
    'Gửi đề nghị; một người phê duyệt khác xác nhận.',
  ),
  'proposal-unneeded': one('Quản trị viên tự làm được việc này.', 'Tải lại trang rồi thực hiện trực tiếp.'),
  'proposal-waiting': one('Đã có đề nghị giống vậy đang chờ.', 'Chờ trả lời, hoặc rút đề nghị đó.'),
  'proposal-over': one('Đề nghị này đã có trả lời hoặc đã hết hạn.', 'Tải lại trang.'),
  'proposal-not-found': one('Không có đề nghị này.', 'Tải lại trang.'),
  'proposal-not-yours': one('Đề nghị này của quản trị viên khác.', 'Nhờ người đó thực hiện.'),
  'proposal-without-link': one('Đường dẫn đã được lấy hoặc đã hết hạn.', 'Gửi đề nghị mới.'),
  'own-proposal': one(
    'Người đề nghị và người trong đề nghị không tự xác nhận được.',
    'Nhờ một người phê duyệt khác.',
  ),
  'custodian-confirms': one('Người phê duyệt phải trả lời đề nghị này.', 'Nhờ người phê duyệt.'),
  'confirmer-new': one(
    'Người xác nhận phải giữ vai trò từ 72 giờ trở lên.',
    'Nhờ người khác, hoặc đợi đủ thời gian.',
  ),
  'deputy-ended': one('Ủy quyền này đã kết thúc.', 'Tải lại danh sách.'),
  'deputy-is-self': one('Không thể ủy quyền cho chính mình.', 'Nhập tên đăng nhập của người khác.'),
  'deputy-not-found': one('Không có ủy quyền này.', 'Tải lại danh sách.'),
  'deputy-not-yours': one('Ủy quyền này do người khác lập.', 'Nhờ chính họ kết thúc.'),
  'deputy-range': one('Khoảng thời gian không hợp lệ.', 'Chọn thời gian sắp tới, tối đa 92 ngày.'),
  'deputy-role': one(
    'Không ủy quyền được cho người này: chỉ kỹ thuật viên hoặc người phê duyệt khác, đang hoạt động, mới được ủy quyền.',
    'Chọn người khác.',
  ),
  'unknown-user': one('Không có người dùng tên này.', 'Kiểm tra lại tên đăng nhập.'),
  'request-id-invalid': one('Mã yêu cầu không hợp lệ.', 'Chép cả mã, bắt đầu bằng req_.'),
  'actor-invalid': one('Mã người dùng không hợp lệ.', 'Chép cả mã, bắt đầu bằng psn_.'),
  'actor-not-found': one('Không ai có mã người dùng này.', 'Chép lại mã từ nhật ký.'),
  'custody-head-invalid': one('Mã chốt không hợp lệ.', 'Dán nguyên dòng đã lưu: số, dấu hai chấm, mã băm.'),
  'custody-too-many': one('Tệp sẽ có hơn 50.000 dòng.', 'Chọn khoảng thời gian ngắn hơn.'),
  'camera-paused': one('Camera đang tạm dừng.', 'Cho ghi hình lại trước, rồi tạm dừng với thời hạn khác.'),
  'camera-rests': one(
    'Camera đang tạm dừng theo đề nghị của hộ góp kinh phí.',
    'Không lấy hình trực tiếp cho đến khi camera được ghi lại.',
  ),
  'camera-withdrawn': one('Camera đã ngừng tham gia.', 'Camera này không được ghi nữa.'),
  'pause-end-past': one('Thời điểm ghi lại đã qua.', 'Chọn một thời điểm sau bây giờ.'),
  'contributor-not-of-camera': one('Người này không góp kinh phí cho camera.', 'Chọn lại người đề nghị.'),
} as const satisfies Readonly<Record<string, Remedied>>;
