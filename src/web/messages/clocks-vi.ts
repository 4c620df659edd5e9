/** The cameras’ own clocks. */
export const clocksVi = {
  clocks: {
    title: 'Đồng hồ camera',
    behind: (length: string, error: string) => `chậm ${length} ± ${error}`,
    ahead: (length: string, error: string) => `nhanh ${length} ± ${error}`,
    right: (error: string) => `đúng giờ, lệch không quá ${error}`,
    measured: (offset: string, at: string) => `Đồng hồ camera ${offset} so với máy chủ, đo lúc ${at}.`,
    never: 'Chưa đo được đồng hồ camera.',
    failed: (at: string, why: string) => `Lần đo lúc ${at} không được: ${why}.`,
    set: 'Chỉnh lại giờ trong camera, hoặc đặt máy chủ NTP cho camera. Hệ thống đo lại trong vòng một ngày.',
    inPictures: (offset: string) => `giờ trên hình ${offset}`,
    faults: {
      silent: 'camera không trả lời',
      slow: 'camera trả lời quá chậm',
      refused: 'camera đòi mật khẩu mới cho biết giờ',
      unreadable: 'không đọc được câu trả lời',
      'no-utc': 'camera chỉ cho biết giờ địa phương, không có giờ UTC',
      impossible: 'camera báo một giờ không có thật',
      'far-off': 'giờ camera lệch hơn một năm',
      'like-a-zone': 'giờ UTC của camera có thể là giờ địa phương: kiểm tra múi giờ trong camera',
      'our-step': 'đồng hồ máy chủ vừa bị chỉnh',
    },
  },
};
