import { blank } from '../../print/index.ts';
import { gapWordsVi } from '../../recording/index.ts';
import type { MinutesWords } from './minutes-words.ts';

/** The order and wording of an administrative biên bản (Decree 30/2020, form 1.9), to be checked by the ward's clerk. */
export const minutesVi: MinutesWords = {
  lang: 'vi',
  head: {
    state: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'],
    agency: `ỦY BAN NHÂN DÂN ${blank(8)}`,
    number: `Số: ${blank(4)}/BB-UBND`,
    dated: (place) => `${place}, ngày ${blank(2)} tháng ${blank(2)} năm ${blank(3)}`,
  },
  title: 'BIÊN BẢN',
  subtitle: 'Về việc trích xuất, giao nhận dữ liệu hình ảnh camera an ninh',
  opening: `Hôm nay, hồi ${blank(3)} giờ ${blank(3)} phút ngày ${blank(3)} tháng ${blank(3)} năm ${blank(4)}, tại ${blank(24)}, chúng tôi gồm:`,
  parties: [
    {
      title: (name) => `I. BÊN GIAO (${name})`,
      lines: [
        `1. Ông/Bà ${blank(16)}; chức vụ ${blank(10)}; đơn vị ${blank(14)}`,
        `2. Kỹ thuật viên thực hiện sao chép: ${blank(20)}`,
      ],
    },
    {
      title: (name) => `II. BÊN NHẬN (${name})`,
      lines: [
        `Ông/Bà ${blank(16)}; cấp bậc, chức vụ ${blank(12)}; đơn vị ${blank(14)}`,
        `Giấy chứng nhận điều tra viên hoặc giấy giới thiệu số ${blank(13)}`,
      ],
    },
    {
      title: () => 'III. NGƯỜI CHỨNG KIẾN (nếu có)',
      lines: [`Ông/Bà ${blank(16)}; năm sinh ${blank(5)}; số CCCD ${blank(10)}; nơi ở ${blank(16)}`],
    },
  ],
  basis: {
    title: 'IV. CĂN CỨ',
    demand: (authority, number, day) => `Văn bản yêu cầu số ${number} ngày ${day} của ${authority};`,
    approval: (approver, at) => `Phê duyệt của ${approver} lúc ${at}.`,
    letterAdded: (at) => `Văn bản yêu cầu được bổ sung sau khi xem khẩn cấp, lúc ${at};`,
    emergency: 'Đã xem ngay theo yêu cầu khẩn cấp, trước khi được phê duyệt; hậu kiểm sau.',
    countersigned: (by, at) => `Việc xem khẩn cấp được ${by} xác nhận (người thứ hai) lúc ${at}.`,
    sameStation: {
      browser: 'Hai người thao tác trên cùng một trình duyệt, cách nhau không quá một giờ.',
      address: 'Hai người thao tác từ cùng một địa chỉ mạng, cách nhau không quá một giờ.',
      both: 'Hai người thao tác trên cùng một trình duyệt, từ cùng một địa chỉ mạng, cách nhau không quá một giờ.',
    },
  },
  content: 'V. NỘI DUNG',
  request: {
    title: 'Vụ việc',
    caseNumber: 'Số vụ việc',
    purpose: 'Mục đích',
    range: 'Thời gian yêu cầu',
    leftOut: 'Không trích xuất',
    notTaken: {
      camera: (name) => `camera ${name}`,
      time: (span) => `thời gian ${span}`,
      originals: 'tệp ghi gốc',
      clips: 'bản ghép để xem',
      list: (parts) => `${parts.join('; ')} (người yêu cầu chọn không lấy)`,
    },
    requester: 'Người yêu cầu',
    filed: 'Lập yêu cầu lúc',
    requestId: 'Mã yêu cầu',
    exportId: 'Mã gói dữ liệu',
    built: 'Tạo gói lúc',
  },
  cameras: {
    title: 'Camera và phạm vi trích xuất',
    intro:
      'Do kỹ thuật nén hình, dữ liệu lấy rộng hơn thời gian yêu cầu vài giây ở mỗi đầu; mỗi tệp ghi gốc lấy trọn đoạn ghi khoảng 60 giây.',
    camera: 'Camera',
    scope: 'Phạm vi trích xuất',
    recorded: 'Có hình',
    missing: 'Không có hình',
    number: 'STT',
    map: {
      north: 'B',
      alt: (count) => `Bản đồ phạm vi và ${count} camera, đánh số như bảng dưới đây.`,
    },
    standing: 'Khoảng cách, hướng',
    distance: (metres) => `cách ${metres} m`,
    bearing: (degrees) => `hướng ${degrees}°`,
    views: {
      facing: 'nhìn về địa điểm',
      oblique: 'nhìn xiên',
      away: 'quay đi hướng khác',
      unknown: 'chưa rõ hướng',
    },
    clock: 'Đồng hồ camera',
    measuredAt: (at) => `đo lúc ${at}`,
    offset: (sign, seconds, error) =>
      `${sign === 0 ? 'lệch' : sign > 0 ? 'nhanh' : 'chậm'} ${seconds} s ± ${error} s`,
    perHour: (ms) => `${ms > 0 ? '+' : ms < 0 ? '−' : ''}${Math.abs(ms)} ms mỗi giờ`,
    device: 'Hãng, kiểu, số máy',
    clocks: (zone) =>
      `Mọi mốc thời gian là giờ ${zoneName(zone)} theo đồng hồ máy chủ lúc nhận hình, không theo giờ camera tự ghi lên hình. Đồng hồ camera: lệch bao nhiêu giây so với máy chủ, khi đã đo qua mạng vào lúc nêu kèm, với sai số nêu kèm; và nhanh (+) hay chậm (−) bao nhiêu trong một giờ. Chỗ trống ghi tay khi kiểm tra tại camera.`,
  },
  gaps: {
    title: 'Khoảng thời gian không có dữ liệu và lý do',
    none: 'Không có khoảng nào trong phạm vi trích xuất.',
    from: 'Từ',
    to: 'Đến',
    length: 'Thời lượng',
    reason: 'Lý do',
    reasons: {
      ...gapWordsVi,
      'not-enrolled': 'camera chưa được đưa vào hệ thống',
      open: 'chưa nhận được khi trích xuất',
      missing: 'không còn trong kho lưu trữ',
      unreadable: 'không đọc được từ kho lưu trữ',
    },
    lanes: (range) => `Mỗi camera một dải: có hình và không có hình, ${range}.`,
    legend: { recorded: 'có hình', missing: 'không có hình', mark: 'mốc đánh dấu' },
  },
  marks: {
    title: 'Mốc thời gian được đánh dấu',
    number: 'STT',
    at: 'Thời điểm',
    note: 'Ghi chú',
    still: 'Ảnh',
    pictured: 'Phụ lục 3',
    unpictured: 'không có ảnh',
    annex: 'PHỤ LỤC 3: ẢNH CHỤP',
    annexIntro:
      'Mỗi ảnh là khung hình trên màn hình đúng lúc được đánh dấu, giải mã từ tệp ghi gốc; tệp ghi gốc là căn cứ.',
    caption: ({ number, camera, at, note, sha256 }) =>
      `Mốc ${number}. ${camera}, ${at}. ${note}\nSHA-256 của ảnh: ${sha256}`,
  },
  key: {
    title: 'Khóa và chốt của nhật ký chứng cứ',
    intro: (origin) =>
      `Nhật ký chứng cứ ${origin} được ký bằng khóa có dấu vân tay dưới đây. So với dấu vân tay in trên giấy khi cài đặt.`,
    fingerprint: 'Dấu vân tay của khóa (SHA-256)',
    head: (records) => `Chốt nhật ký khi lập biên bản: ${records} bản ghi, mã gốc (SHA-256)`,
    exportFingerprint: 'Dấu vân tay của khóa ký gói dữ liệu này (SHA-256)',
  },
  data: {
    title: 'Dữ liệu',
    counts: (originals, clips, bytes, length) =>
      `${originals} tệp ghi gốc (bản sao nguyên trạng) và ${clips} bản ghép để xem, tổng cộng ${bytes} byte; tổng thời lượng ghi gốc ${length}. Danh mục tệp và mã SHA-256 tại Phụ lục 1.`,
    digest: 'Mã SHA-256 của danh mục',
    digestIntro:
      'Danh mục gồm các dòng của tệp SHA256SUMS về thư mục clip và segments, theo thứ tự của tệp đó.',
  },
  medium: {
    title: 'Phương tiện lưu trữ bàn giao',
    text: `Loại ${blank(8)}; hãng ${blank(8)}; số sê-ri ${blank(10)}; dung lượng ${blank(6)}; số lượng ${blank(4)}; tình trạng ${blank(12)}; niêm phong (nếu có), giấy niêm phong có chữ ký của ${blank(20)}`,
  },
  faults: {
    title: 'Tệp ghi gốc có lỗi',
    none: 'Mọi tệp ghi gốc đều trùng mã SHA-256 được ghi khi thu nhận.',
    kinds: {
      altered: 'không trùng mã SHA-256 khi thu nhận; được kèm nguyên trạng, không đưa vào bản ghép để xem',
      missing: 'không còn trong kho lưu trữ; không có trong dữ liệu bàn giao',
      unreadable: 'không đọc được từ kho lưu trữ sau nhiều lần thử; không có trong dữ liệu bàn giao',
    },
  },
  limits: {
    title: 'Phạm vi và giới hạn xác nhận',
    items: [
      'Mã SHA-256 cho biết tệp không đổi kể từ khi hệ thống thu nhận; không xác nhận những gì xảy ra trước khi dữ liệu đến máy chủ ghi hình (trong camera, trên đường truyền).',
      'Biên bản nêu dữ liệu như máy chủ đã ghi, không phải như camera đã gửi.',
      'Biên bản chưa có chữ ký số; giá trị của biên bản là chữ ký của các bên dưới đây.',
      'Bản ghép để xem là bản dẫn xuất; khi khác nhau, tệp ghi gốc là căn cứ.',
      'Biên bản này do bên giao lập; khi bên nhận lập biên bản theo mẫu của Bộ Công an thì biên bản này là tài liệu kèm theo.',
    ],
  },
  opinions: 'VI. Ý KIẾN, KHIẾU NẠI, ĐỀ NGHỊ (nếu không có ghi “không”)',
  ending: [
    `Việc giao nhận kết thúc hồi ${blank(3)} giờ ${blank(3)} phút cùng ngày.`,
    `Biên bản gồm ${blank(3)} trang, lập thành ${blank(3)} bản có giá trị như nhau, mỗi bên giữ ${blank(3)} bản; đã đọc lại cho những người có tên trên nghe, công nhận đúng và cùng ký tên, ký từng trang.`,
  ],
  signatures: {
    parties: ['BÊN NHẬN', 'NGƯỜI CHỨNG KIẾN', 'BÊN GIAO'],
    hints: [
      '(cấp bậc, chức vụ, ký, ghi rõ họ tên)',
      '(ký, ghi rõ họ tên)',
      '(chức vụ, ký, ghi rõ họ tên, đóng dấu)',
    ],
    receivers: ['Nơi nhận:', '- Bên nhận;', `- ${blank(12)} (nếu có yêu cầu);`, '- Lưu: VT, hồ sơ.'],
  },
  files: {
    title: 'PHỤ LỤC 1: DANH MỤC TỆP',
    clips: 'Bản ghép để xem',
    clipsIntro: (origin) =>
      `Ghép từ tệp ghi gốc, không mã hóa lại; chỗ không có hình để trống đúng bằng thời gian thật. Vị trí 0:00:00 của mọi bản ghép là ${origin}.`,
    noClips: 'Không có hình nào để ghép.',
    clipsNotTaken: 'Không trích xuất, do người yêu cầu chọn; ghép lại được từ tệp ghi gốc.',
    originals: 'Tệp ghi gốc (bản sao nguyên trạng)',
    originalsIntro: 'Giống từng byte với tệp máy chủ đã ghi và băm khi thu nhận.',
    noOriginals: 'Không có tệp ghi gốc nào trong phạm vi trích xuất.',
    originalsNotTaken:
      'Không trích xuất, do người yêu cầu chọn. Từng tệp đã được đọc và so với mã SHA-256 ghi khi thu nhận.',
    number: 'STT',
    file: 'Tên tệp',
    covers: 'Thời gian',
    bytes: 'Dung lượng (byte)',
  },
  checking: {
    title: 'PHỤ LỤC 2: CÁCH KIỂM TRA',
    steps: [
      'Giải nén toàn bộ vào một thư mục trống.',
      'Trên Linux, chạy “sha256sum -c SHA256SUMS” trong thư mục đó; mọi dòng phải báo OK.',
      'Trên Windows có 7-Zip (đã thử bản 26.02): mở cửa sổ lệnh tại thư mục đó, chạy “"C:\\Program Files\\7-Zip\\7z.exe" t -thash SHA256SUMS”; phải báo “Everything is Ok”. Từng tệp không cần 7-Zip: “certutil -hashfile <tệp> SHA256”.',
      'Trên Linux, chạy “grep -E "  (clip|segments)/" SHA256SUMS | sha256sum” và so với mã SHA-256 của danh mục trong biên bản đã ký: trùng nhau nghĩa là không tệp nào đổi kể từ khi lập biên bản.',
    ],
    sealedSteps: [
      'Kiểm tra cả gói mà không cần tin bên giao: tạo tệp policy.txt gồm một dòng “log <dấu vân tay>” và một dòng “export <dấu vân tay>”, là hai dấu vân tay trong biên bản này, đối chiếu với bản in tại cơ quan, rồi chạy “minhchung verify --policy policy.txt <tệp.zip>”. Không có chương trình: mở tệp index.html của bộ kiểm tra trong trình duyệt, không cần mạng, rồi chọn gói và nhập hai dấu vân tay.',
    ],
  },
};

const zoneName = (zone: string): string =>
  zone === 'Asia/Ho_Chi_Minh' ? `Việt Nam (${zone})` : `của múi giờ ${zone}`;
