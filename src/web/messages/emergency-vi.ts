/** The countersignature of an emergency, and what it may give out before its review. */
export const emergencyVi = {
  emergencies: {
    title: 'Khẩn cấp cần người thứ hai xác nhận',
    about:
      'Một cán bộ khác cần người thứ hai xác nhận. Gọi hỏi người đó trước khi xác nhận: tên của bạn được ghi lại cùng lần xem này. Bạn không xem được hình.',
    countersign: 'Xác nhận khẩn cấp',
    countersignTitle: (caseNumber: string) => `Xác nhận khẩn cấp ${caseNumber}?`,
    opensNow: (name: string, cameras: number) =>
      `${name} xem được hình của ${cameras} camera ngay, trong 30 phút, và tạo được gói dữ liệu trước khi hậu kiểm.`,
    allowsExport: (name: string, cameras: number) =>
      `${name} đang xem hình của ${cameras} camera. Sau khi bạn xác nhận, người này tạo được gói dữ liệu và lấy thêm ảnh chụp trước khi hậu kiểm. Hạn xem không đổi.`,
    recorded: 'Tên của bạn được ghi vào nhật ký truy cập và biên bản. Người phê duyệt vẫn phải hậu kiểm.',
    done: (caseNumber: string) => `Đã xác nhận ${caseNumber}.`,
    waits:
      'Chưa xem được: bạn có các lần xem khẩn cấp chưa hậu kiểm, nên lần này cần người thứ hai xác nhận.',
    whoMay:
      'Gọi ngay cho một người phê duyệt, người được họ ủy quyền, hoặc một cán bộ Công an khác. Họ đã được báo, và xác nhận ở trang Chờ phê duyệt hoặc Yêu cầu. Hình trong phạm vi đang được giữ, không bị xóa.',
    state: 'khẩn cấp, chờ người thứ hai xác nhận',
    served: (size: string, most: string) => `Đã tải ${size} trong ${most}`,
    stills: (count: number, most: number) => `${count} trong ${most} ảnh chụp`,
    stillsFree: 'ảnh chụp không giới hạn',
    isCountersigned: 'Người thứ hai đã xác nhận: tạo được gói dữ liệu.',
    needsSecond:
      'Trước khi hậu kiểm, chỉ tạo được gói dữ liệu khi người thứ hai đã xác nhận: gọi một cán bộ khác, người phê duyệt hoặc người được ủy quyền. Họ thấy yêu cầu này ở trang Yêu cầu hoặc Chờ phê duyệt.',
    called: (name: string) => `${name} gửi yêu cầu khẩn cấp, chờ người thứ hai xác nhận`,
    countersigned: (who: string) => `${who} xác nhận khẩn cấp (người thứ hai)`,
    letter: 'Văn bản yêu cầu của lần xem khẩn cấp',
    letterOwed: 'Chưa có văn bản yêu cầu.',
    letterDue: (until: string) => `Bổ sung trước ${until}`,
    letterOverdue: (days: number) => `Văn bản yêu cầu quá hạn ${days} ngày`,
    letterAdd: 'Bổ sung văn bản yêu cầu',
    letterCorrect: 'Đính chính văn bản yêu cầu',
    letterTitle: (caseNumber: string) => `Văn bản yêu cầu của ${caseNumber}`,
    letterMeans:
      'Ghi số, ngày và cơ quan theo văn bản đã nhận. Nội dung này được ghi vào nhật ký truy cập, in trên phiếu yêu cầu và biên bản.',
    letterCorrects:
      'Nội dung đính chính được in trên phiếu yêu cầu và biên bản; nội dung đã ghi trước đó vẫn được lưu.',
    letterAdded: (who: string, letter: string, authority: string) =>
      `${who} bổ sung văn bản yêu cầu ${letter} của ${authority}`,
    withoutLetter: 'Khẩn cấp chưa có văn bản yêu cầu',
    withoutLetterAbout: 'Cán bộ đã xem ngay bổ sung số và ngày của văn bản ở trang của yêu cầu.',
  },
} as const;
