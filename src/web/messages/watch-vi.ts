/** Several pictures of a request beside each other. */
export const watchVi = {
  watch: {
    layout: 'Số hình cùng xem',
    layoutOf: (count: number) => (count === 1 ? '1 hình' : `${count} hình cùng một giờ`),
    beside: (camera: string) => `Xem cùng lúc: ${camera}`,
    focus: (camera: string) => `Chọn hình ${camera}`,
    outside: 'Camera này nằm ngoài phạm vi yêu cầu của bạn.',
    outsideName: 'Camera ngoài phạm vi',
    missing: (length: string, reason: string) => `Thiếu ${length}: ${reason}`,
    goOn: (time: string) => `Tới ${time}`,
    stills: 'Máy bận: mỗi giây một hình',
    notAsked: 'Ngoài khoảng thời gian có hình',
  },
} as const;
