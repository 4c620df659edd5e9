import type { FindingWords } from './finding-words.ts';

const distrusted: Readonly<Record<string, string>> = {
  usage: 'chứng thư không dành riêng cho việc cấp dấu thời gian',
  validity: 'chứng thư không có hiệu lực tại thời điểm đó',
  signature: 'chữ ký không khớp',
};

export const findingWordsVi: FindingWords = {
  'zip-malformed': () => 'không phải tệp ZIP như hệ thống tạo ra: đã bị cắt, nối thêm hoặc đóng gói lại',
  'file-malformed': () => 'tệp không đúng khuôn dạng mà hệ thống ghi',
  'record-malformed': () => 'có dòng không phải bản ghi của nhật ký',
  'signature-wrong': ({ name }) => `chữ ký của ${name} thiếu hoặc không khớp`,
  'key-not-trusted': ({ name, fingerprint, pinned }) =>
    `được ký bằng khóa mà bạn không khai: ${name} ${fingerprint}; bạn khai ${pinned}`,
  'key-change-unproved': () => 'việc thay khóa không có đủ chữ ký của cả hai khóa',
  'manifest-altered': () => 'bản kê không phải là bản đã ký',
  'file-altered': () => 'tệp đã bị thay đổi sau khi ký',
  'original-differs': () => 'tệp không phải là tệp đã được ghi nhận',
  'index-differs': () => 'có chỉ mục khung hình không phải là chỉ mục đã được ghi nhận',
  'picture-differs': () => 'hình không phải là hình đã được ghi nhận',
  'clip-differs': ({ gop }) =>
    `bản ghép có phần không được ghi nhận, hoặc sai thứ tự (tại nhóm khung hình ${gop})`,
  'file-missing': () => 'thiếu tệp này trong gói dữ liệu',
  'file-unlisted': () => 'tệp này không thuộc gói dữ liệu',
  'original-missing': ({ t0, t1 }) => `thiếu tệp ghi gốc từ ${t0} đến ${t1}`,
  'proof-altered': () => 'phần chứng minh trong tệp này đã bị thay đổi',
  'record-not-proved': () => 'không có gì chứng minh bản ghi này nằm trong nhật ký',
  'original-unrecorded': () => 'không có bản ghi nào nói về tệp này',
  'chain-broken': () => 'bản ghi này không nối tiếp bản ghi trước',
  'log-of-another': () => 'bản ghi này thuộc nhật ký khác',
  'tree-differs': () => 'bản kê và chốt nhật ký nói về hai trạng thái khác nhau của nhật ký',
  'log-not-consistent': ({ old, size }) =>
    `nhật ký ${size} bản ghi không phải là phần tiếp của nhật ký ${old} bản ghi`,
  'log-without-link': ({ origin }) => `không có bản ghi nối cho biết ${origin} tiếp theo nhật ký nào`,
  'link-differs': ({ origin, size }) =>
    `bản ghi nối không tiếp theo ${origin} ở đúng ${size} bản ghi của nhật ký đó`,
  'chain-hole': ({ until }) => `thiếu bản ghi từ số này đến số ${until}`,
  'order-missing': ({ export: id }) => `không có bản ghi yêu cầu tạo gói ${id}`,
  'order-beyond-request': () => 'gói được đặt vượt quá phạm vi của yêu cầu',
  'request-not-approved': () => 'yêu cầu chưa được phê duyệt khi đặt gói',
  'file-not-ordered': () => 'tệp này không được đặt trích xuất',
  'scope-not-ordered': ({ member }) => `nội dung gói không đúng như đã đặt (${member})`,
  'export-not-recorded': () => 'nhật ký không ghi nhận gói này với bản kê này',
  'hand-over-differs': ({ export: id }) =>
    `bên nhận đã xác nhận bản kê khác của gói ${id}, không phải bản kê mà nhật ký nêu`,
  'camera-without-records': ({ cam }) => `không có bản ghi nào của camera ${cam}`,
  'coverage-differs': ({ member }) => `bản kê đếm khác với số bản ghi thực có (${member})`,
  'coverage-hole': ({ t0, t1 }) => `không rõ có hay không có hình từ ${t0} đến ${t1}`,
  'expiry-unproved': ({ t0, t1 }) => `không có bản ghi xóa cho khoảng từ ${t0} đến ${t1}`,
  'deleted-under-hold': ({ hold }) => `dữ liệu bị xóa khi đang được giữ theo phiếu ${hold}`,
  'index-missing': ({ count }) =>
    `không kiểm tra được bản ghép: chỉ mục của ${count} đoạn ghi không có mã băm`,
  'clip-incomplete': ({ t0 }) => `bản ghép bỏ sót phần đã ghi lúc ${t0}`,
  'statement-altered': () => 'nội dung không phải là nội dung đã trả lời: nhật ký nêu mã khác',
  'answer-not-recorded': ({ answer }) => `nhật ký không ghi nhận văn bản trả lời ${answer}`,
  'answer-differs': ({ member }) => `văn bản trả lời mâu thuẫn với chính nó hoặc với bản ghi (${member})`,
  'camera-differs': ({ cam, member }) => `camera ${cam} không đúng như bản ghi nêu (${member})`,
  'silence-unproved': ({ cam, t0, t1, reason }) =>
    `bản ghi không cho thấy ${cam} không có hình từ ${t0} đến ${t1}: ${reason}`,
  'silence-disproved': ({ cam, t0, t1 }) => `bản ghi cho thấy ${cam} có hình từ ${t0} đến ${t1}`,
  'end-before-start': () => 'đoạn ghi kết thúc trước khi bắt đầu',
  'run-overlaps': () => 'đoạn ghi bắt đầu trước khi đoạn trước kết thúc',
  'same-bytes-twice': ({ other }) => `cùng một đoạn ghi còn nằm ở số ${other}`,
  'media-time-differs': ({ media, wall }) => `dài ${media} ms theo camera nhưng ${wall} ms theo giờ máy chủ`,
  'recorded-before-end': () => 'được ghi nhận trước khi kết thúc',
  'recorded-late': ({ at }) => `được ghi nhận muộn, lúc ${at}, mà không đánh dấu là muộn`,
  'order-of-time': ({ at }) => `ghi là ${at} nhưng nằm sau các bản ghi muộn hơn`,
  'clock-step': ({ ms }) => `giờ máy chủ lệch ${ms} ms tại đây mà không có bản ghi nào nói đến`,
  'after-checkpoint': ({ at, size }) =>
    `ghi là ${at} nhưng bên làm chứng đã thấy nhật ký ${size} bản ghi trước đó`,
  'before-checkpoint': ({ at, size }) =>
    `ghi là ${at} nhưng chưa có trong nhật ký ${size} bản ghi mà bên làm chứng thấy sau đó`,
  'without-originals': () => 'không có tệp ghi gốc, đúng như đã đặt',
  'part-of-request': () => 'một phần của yêu cầu, đúng như đã đặt',
  gap: ({ t0, t1, reason }) => `không có hình từ ${t0} đến ${t1}: ${reason}`,
  'gap-open': ({ t0, t1, reason }) =>
    `không có hình từ ${t0} đến ${t1}: ${reason}; chưa kết thúc ở bản ghi cuối`,
  'footage-since': ({ cam, t0, t1 }) => `hình của ${cam} từ ${t0} đến ${t1} về sau khi đã trả lời`,
  'not-enrolled': ({ t0, t1 }) => `camera chưa thuộc hệ thống từ ${t0} đến ${t1}`,
  expired: ({ t0, t1 }) => `hình từ ${t0} đến ${t1} đã xóa theo thời hạn lưu trữ`,
  late: ({ why, at }) => `được ghi nhận muộn (${why}), lúc ${at}`,
  adopted: ({ count, at }) =>
    `${count} bản ghi được lập khi nâng cấp, không phải lúc ghi hình; bản đầu ngày ${at}`,
  'clock-step-declared': ({ at, ms }) => `giờ máy chủ được chỉnh ${ms} ms lúc ${at}, có bản ghi`,
  'log-opened-anew': ({ at, origin, size, root }) =>
    `nhật ký được mở lại lúc ${at}, sau khi tiến trình ký mất bộ nhớ: tiếp theo ${origin} ở ${size} bản ghi (gốc ${root}…); không ai biết ở đó còn bản ghi nào được ký sau hay không`,
  unwitnessed: () => 'không có hoặc không đủ bên làm chứng đã thấy nhật ký',
  'time-self-asserted': () => 'thời điểm chỉ do chính hệ thống nói',
  'timestamp-unchecked': () =>
    'chưa khai tổ chức cấp dấu thời gian: dấu chưa được kiểm tra và không được dùng',
  'timestamp-missing': () => 'chốt này không có dấu thời gian của tổ chức mà bạn tin cậy',
  'timestamp-malformed': () => 'không phải dấu thời gian theo RFC 3161; không được dùng',
  'timestamp-of-another': () => 'dấu thời gian thuộc về chốt khác; không được dùng',
  'timestamp-not-trusted': ({ why }) =>
    `dấu thời gian không được dùng: ${distrusted[String(why)] ?? 'không do tổ chức mà bạn khai ký'}`,
  'clip-unchecked': ({ count }) => `chưa kiểm tra bản ghép với ${count} đoạn ghi: chỉ mục không có mã băm`,
  'clip-not-decoded': ({ error }) => `bản ghép giải mã có lỗi, đúng như đã ghi nhận: ${error}`,
  'export-key-not-pinned': () => 'chưa khai khóa ký gói: tin bản kê vì nhật ký có ghi nhận',
  'key-leaked': ({ fingerprint }) =>
    `khóa bạn khai có thể đã lộ nên đã được thay: hãy lấy dấu vân tay khóa mới trên giấy rồi kiểm tra lại (ở đây là ${fingerprint})`,
  'checkpoint-unconnected': ({ old }) => `không có gì nối chốt ${old} bản ghi của bạn với gói dữ liệu`,
};
