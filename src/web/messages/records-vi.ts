/** How coverage stands to the evidence log. */
export const recordsVi = {
  records: {
    recordedSealed: 'Có hình, đã ký vào nhật ký chứng cứ',
    sealed: 'đã ký vào nhật ký',
    pending: 'chờ ký vào nhật ký, vẫn xem được',
    altered: 'khác với lúc ghi nhận',
    unchecked: 'Chưa đối chiếu với nhật ký chứng cứ',
    allSealed: 'đã ký hết vào nhật ký',
    standing: 'Nhật ký chứng cứ',
    alteredTitle: 'Có khoảng thời gian khác với lúc ghi nhận:',
    kinds: {
      segment: 'thông tin của đoạn hình bị sửa, hình không được phát',
      gap: 'khoảng trống không đúng với bản ghi nào trong nhật ký',
      missing: 'đã ghi hình, nhưng đoạn hình không còn trong danh mục',
    },
    alteredMore: (count: string) => `và ${count} khoảng khác`,
    remedy:
      'Không dùng các khoảng này làm chứng cứ. Việc này đã được ghi vào nhật ký và báo cho quản trị viên, người khôi phục danh mục từ bản sao lưu.',
    refused: (range: string) => `Không phát đoạn ${range}.`,
    goOn: (time: string) => `Phát tiếp từ ${time}`,
  },
} as const;
