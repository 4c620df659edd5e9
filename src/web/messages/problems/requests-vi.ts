import { remedied as one } from './remedied.ts';

/** Requests on their way, and exports. */
export const problemsOfRequestsVi = {
  'emergency-repeated': one(
    'Đối với hình này, bạn có một lần xem khẩn cấp còn hiệu lực hoặc đang chờ người thứ hai xác nhận.',
    'Hãy dùng lần đó. Khi hết hiệu lực, bạn mở được lần khác; lần ấy cần người thứ hai xác nhận.',
  ),
  'emergency-rest': one(
    'Lần xem khẩn cấp trước của bạn bị kết luận là không có căn cứ.',
    'Hãy lập yêu cầu khẩn; một ngày sau kết luận đó mới được xem khẩn cấp lại.',
  ),
  'emergency-cameras': one(
    'Một lần xem khẩn cấp không được rộng như vậy: vùng này có quá nhiều camera.',
    'Chọn vùng nhỏ hơn hoặc ít camera hơn; cần cả vùng thì lập yêu cầu khẩn để người phê duyệt trả lời.',
  ),
  'countersignature-awaited': one(
    'Bạn đã có một yêu cầu khẩn cấp đang chờ người thứ hai xác nhận.',
    'Gọi một cán bộ khác, người phê duyệt hoặc người được ủy quyền xác nhận yêu cầu đó, hoặc rút yêu cầu đó.',
  ),
  'emergency-stills-spent': one(
    'Lần xem khẩn cấp này đã lấy hết số ảnh chụp cho phép trước khi hậu kiểm.',
    'Gọi một cán bộ khác, người phê duyệt hoặc người được ủy quyền xác nhận, rồi chụp tiếp; vẫn xem được hình.',
  ),
  'emergency-bytes-spent': one(
    'Lần xem khẩn cấp này đã tải hết dung lượng cho phép trước khi hậu kiểm.',
    'Gọi người phê duyệt hoặc người được ủy quyền để hậu kiểm ngay; hoặc lập yêu cầu khẩn cho phần còn lại.',
  ),
  'export-unsigned': one(
    'Gói này do phiên bản cũ tạo, chưa có bản kê đã ký.',
    'Tạo gói mới rồi giao gói đó.',
  ),
  'export-altered': one(
    'Bản kê đang lưu của gói này không phải bản kê mà nhật ký chứng cứ nêu tên.',
    'Không giao và không xác nhận gói này; báo người giám sát truy cập.',
  ),
  'hand-over-refused': one(
    'Đường dẫn sai, đã dùng, đã hết hạn hoặc đã bị thu hồi.',
    'Hỏi người giao gói dữ liệu để nhận đường dẫn mới.',
  ),
  'hand-over-links-many': one(
    'Gói này đang có quá nhiều đường dẫn chờ xác nhận.',
    'Thu hồi một đường dẫn, hoặc đợi một đường dẫn hết hạn.',
  ),
  'hand-over-not-found': one('Đường dẫn này không còn chờ xác nhận.', 'Tải lại trang.'),
  'recipient-invalid': one(
    'Họ tên, cơ quan hoặc số giấy còn trống hoặc dài quá 200 ký tự.',
    'Sửa ô được đánh dấu.',
  ),
  'signed-on-invalid': one(
    'Ngày ký phải từ ngày tạo xong gói đến hôm nay.',
    'Xem lại ngày ghi trên biên bản.',
  ),
  'manifest-digest-differs': one(
    'Mã này không phải mã của bản kê trong gói: gói đã kiểm tra là gói khác, hoặc đã bị thay đổi.',
    'Không xác nhận; tải lại trang và so lại, vẫn khác thì báo cho bên giao.',
  ),
  'manifest-digest-invalid': one(
    'Mã SHA-256 gồm 64 chữ số và chữ cái từ a đến f.',
    'Chép lại mã mà chương trình kiểm tra hiện ra.',
  ),
  'export-needs-second-person': one(
    'Chưa tạo được gói dữ liệu: lần xem khẩn cấp này chưa có người thứ hai xác nhận.',
    'Gọi một cán bộ khác, người phê duyệt hoặc người được ủy quyền xác nhận ở trang Yêu cầu hoặc Chờ phê duyệt.',
  ),
  'range-in-future': one(
    'Khoảng thời gian nằm ở tương lai.',
    'Chỉ yêu cầu và giữ lại hình của việc đã xảy ra: chọn thời gian sớm hơn.',
  ),
  'held-bytes-cap': one(
    'Các yêu cầu chưa phê duyệt và phiếu giữ dữ liệu đang giữ hết mức cho phép, nên chưa nhận thêm.',
    'Lưu bản nháp, nhờ người phê duyệt trả lời những yêu cầu đang chờ hoặc chấm dứt phiếu không còn cần, rồi gửi lại; hoặc thu hẹp thời gian, bớt camera.',
  ),
  'authority-invalid': one('Cơ quan yêu cầu không hợp lệ.', 'Nhập 1 đến 200 ký tự.'),
  'letter-missing': one(
    'Thiếu số và ngày của văn bản yêu cầu.',
    'Ghi số và ngày của văn bản yêu cầu; chưa có thì lưu bản nháp.',
  ),
  'letter-invalid': one('Văn bản yêu cầu không hợp lệ.', 'Ghi cả số và ngày của văn bản.'),
  'letter-number-invalid': one('Số văn bản yêu cầu không hợp lệ.', 'Nhập 1 đến 100 ký tự.'),
  'letter-day-invalid': one(
    'Ngày của văn bản yêu cầu không hợp lệ.',
    'Chọn ngày ghi trên văn bản, không sau hôm nay.',
  ),
  'letter-day-early': one(
    'Ngày của văn bản sớm hơn ngày của hình đã xem.',
    'Kiểm tra ngày ghi trên văn bản; văn bản của vụ việc khác thì không ghi vào đây.',
  ),
  'letter-unchanged': one('Số, ngày và cơ quan vẫn như đã ghi.', 'Sửa phần cần đính chính, hoặc đóng lại.'),
  'letters-most': one(
    'Văn bản yêu cầu đã được bổ sung, đính chính 10 lần.',
    'Ghi nội dung đúng vào hồ sơ vụ việc, và báo quản trị viên.',
  ),
  'request-lists-invalid': one('Danh sách không hợp lệ.', 'Tải lại trang rồi thử lại.'),
  'request-lists-changed': one('Người khác vừa đổi các danh sách.', 'Tải lại trang rồi sửa lại.'),
  'listed-authority-invalid': one(
    'Một cơ quan trong danh sách chưa đúng.',
    'Ghi 1 đến 200 ký tự, điền mọi chỗ “…”; ngày đầu không sau ngày cuối; tối đa 100 dòng.',
  ),
  'listed-basis-invalid': one(
    'Một căn cứ trong danh sách chưa đúng.',
    'Ghi 1 đến 500 ký tự, điền mọi chỗ “…”; ngày đầu không sau ngày cuối; tối đa 100 dòng.',
  ),
  'report-invalid': one('Tố giác, tin báo, đơn không hợp lệ.', 'Nhập tối đa 1.000 ký tự, không xuống dòng.'),
  'emergency-reason-invalid': one(
    'Lý do quá ngắn hoặc quá dài.',
    'Viết 10 đến 1.000 ký tự: vì sao không chờ được.',
  ),
  'log-key-not-here': one(
    'Máy chủ này không kiểm tra được yêu cầu, nên không mở yêu cầu nào.',
    'Quản trị viên cần đưa thư mục khóa về máy: minhchung keys restore FILE.',
  ),
  'request-altered': one(
    'Yêu cầu này không còn đúng như lúc ghi nhận, nên không mở được gì.',
    'Việc này đã báo cho quản trị viên và ghi vào nhật ký. Nếu cần xem thì lập yêu cầu mới.',
  ),
  'request-changed': one('Yêu cầu vừa được người khác xử lý.', 'Tải lại trang để xem trạng thái mới.'),
  'request-not-draft': one('Yêu cầu này đã được gửi.', 'Muốn đổi thì lập yêu cầu mới.'),
  'request-not-open': one('Yêu cầu này đã kết thúc.', 'Tải lại trang để xem trạng thái mới.'),
  'outcome-not-yours': one('Bạn không có quyền ghi kết quả này.', 'Chọn kết quả khác.'),
  'polygon-too-few-corners': one('Vùng cần tối thiểu ba góc.', 'Thêm góc rồi xong.'),
  'polygon-too-many-corners': one('Vùng có quá nhiều góc.', 'Vẽ vùng đơn giản hơn.'),
  'export-under-way': one('Đang tạo một gói khác của yêu cầu này.', 'Đợi gói đó xong, hoặc hủy tạo gói đó.'),
  'export-settled': one('Gói này đã tạo xong hoặc đã hủy.', 'Tải lại trang.'),
  'export-not-ready': one('Gói này chưa tải được.', 'Đợi gói sẵn sàng, hoặc tạo gói mới.'),
  'export-not-found': one('Không có gói này.', 'Tải lại trang.'),
} as const;
