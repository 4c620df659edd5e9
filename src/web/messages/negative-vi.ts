/** The paper that there is no footage of a place and time. */
export const negativeWordsVi = {
  negative: {
    offered:
      'Không có hình nào của địa điểm và thời gian này. Có thể cấp văn bản trả lời; không cần phê duyệt.',
    open: 'Cấp văn bản trả lời không có hình…',
    title: 'Văn bản trả lời không có hình',
    authorityHint: 'Nơi nhận văn bản, nếu có',
    recorded:
      'Văn bản nêu từng camera tại địa điểm và lý do không có hình, và các camera trong vòng hai lần bán kính. Việc cấp văn bản được ghi lại cùng tên của bạn.',
    act: 'Cấp văn bản',
    grounds: {
      'no-camera': 'Không có camera tại địa điểm đó.',
      dead: 'Camera hoặc hệ thống ghi hình không hoạt động.',
      paused: 'Camera được tạm dừng.',
      expired: 'Hình đã xóa theo thời hạn lưu trữ.',
      'never-recorded': 'Camera chưa được ghi hình vào thời gian đó.',
    },
    inLog: (seq: number, chain: string) =>
      `Đã ghi vào nhật ký chứng cứ: bản ghi số ${seq} của chuỗi ${chain}.`,
    paperVi: 'Tải văn bản (PDF)',
    paperEn: 'Bản tiếng Anh (PDF)',
    statement: 'Nội dung (JSON)',
    proof: 'Tệp chứng minh (ZIP)',
    close: 'Đóng',
  },
};
