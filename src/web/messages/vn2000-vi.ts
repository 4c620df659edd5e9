/** Positions in metres of VN-2000, as cadastral files have them. */
export const vn2000Vi = {
  vn2000: {
    zone: 'Kinh tuyến trục (VN-2000)',
    zoneHint: 'Ghi ở khung hoặc ghi chú của bản đồ địa chính; Quảng Ninh là 107°45′.',
    choose: 'Chọn kinh tuyến trục…',
    zoneName: (meridian: string, widthDeg: number) => `${meridian}, múi ${widthDeg}°`,
    readAs: (meridian: string, isNorthFirst: boolean) =>
      `Đã đọc theo VN-2000, kinh tuyến trục ${meridian}; số đứng trước là ${isNorthFirst ? 'hướng Bắc' : 'hướng Đông'}.`,
    preview: 'Bản đồ xem trước',
    lookAt: (count: number) =>
      `Chưa lưu. Xem ${count} hình dưới đây có nằm đúng chỗ so với camera đã đăng ký không; nếu lệch, chọn kinh tuyến trục khác.`,
  },
} as const;
