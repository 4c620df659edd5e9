/** What everybody reads of their own account. */
export const accountVi = {
  factor: {
    signedInAs: (fullName: string) => `${fullName}: mật khẩu đúng, còn một bước nữa.`,
    another: 'Đăng nhập người khác',
    code: 'Mã xác thực',
    codeOfApp: '6 chữ số mà ứng dụng đang hiện',
    codeOrRecovery: '6 chữ số trong ứng dụng xác thực; mất điện thoại thì nhập một mã khôi phục',
    prove: 'Vào hệ thống',
    setUp:
      'Tài khoản này cần lớp bảo vệ thứ hai. Quét mã bằng một ứng dụng xác thực trên điện thoại, rồi nhập mã ứng dụng hiện ra.',
    qr: 'Mã QR cho ứng dụng xác thực',
    openApp: 'Mở ứng dụng xác thực trên máy này',
    cannotScan: 'Không quét được? Nhập tay khóa này',
    confirm: 'Xác nhận',
    recoveryCodes: 'Mã khôi phục',
    shownOnce:
      'Chỉ hiện một lần này. Cất ở nơi an toàn: khi mất điện thoại, mỗi mã thay được một lần cho mã xác thực.',
    kept: 'Tôi đã cất các mã',
    save: 'Lưu thành tệp',
  },
} as const;
