/** Searching the pictures of a camera for changes. */
export const changesVi = {
  changed: {
    title: 'Tìm lúc có thay đổi',
    draw: 'Khoanh vùng trên hình',
    hint: 'Khoanh một vùng trên hình để tìm những lúc vùng đó thay đổi. Chỉ so độ sáng của ảnh nhỏ, không nhận diện người hay vật.',
    dialogTitle: (camera: string) => `Tìm lúc có thay đổi: ${camera}`,
    how: 'Kéo trên hình để khoanh vùng. Chừa giờ in trên hình và lá cây ra ngoài thì ít kết quả thừa hơn.',
    picture: 'Hình để khoanh vùng',
    sides: { left: 'Từ trái (%)', top: 'Từ trên (%)', width: 'Rộng (%)', height: 'Cao (%)' },
    stretch: 'Trong khoảng thời gian',
    stretches: {
      marked: 'Đoạn đã đánh dấu',
      quarter: '15 phút trước và sau khung này',
      hour: '1 giờ trước và sau khung này',
      all: 'Cả khoảng thời gian của yêu cầu',
    },
    beside: 'Tìm thêm trên toàn hình của',
    search: 'Tìm',
    cancel: 'Thôi',
    searching: 'Đang tìm',
    onLane: 'lúc có thay đổi',
    stop: 'Dừng',
    count: (count: number) => (count === 0 ? 'Không thấy thay đổi nào.' : `${count} lúc có thay đổi.`),
    cut: 'Còn nhiều hơn: chỉ liệt kê những thay đổi lớn nhất. Khoanh vùng nhỏ hơn.',
    whole: 'Cả hình thay đổi: ánh sáng, hoặc camera bị xoay',
    share: (percent: string) => `${percent} của vùng`,
    compared: (camera: string, pictures: number, step: string) =>
      `${camera}: đã so ${pictures} ảnh, cách nhau nhiều nhất ${step}. Việc ngắn hơn có thể bị sót.`,
    uncompared: (camera: string) =>
      `${camera}: khoảng này có chưa đến hai ảnh nên chưa so được gì. Chọn khoảng dài hơn.`,
    unsearched: (count: number) => `${count} đoạn chưa tìm được`,
    reasons: {
      'not-recorded': 'không có bản ghi',
      pending: 'ảnh đang được tạo, tìm lại sau một phút',
      'no-pictures': 'không có ảnh nhỏ',
      altered: 'bản ghi khác với nhật ký, không dùng',
      unreadable: 'không đọc được ảnh nhỏ',
      'between-pictures': 'chưa đủ hai ảnh nhỏ để so, chọn khoảng dài hơn',
    },
  },
} as const;
