/** Acts on accounts that one person proposes and another confirms. */
export const proposalsVi = {
  proposals: {
    title: 'Đề nghị về tài khoản',
    about: 'Quản trị viên đề nghị, người phê duyệt xác nhận. Danh sách gồm các đề nghị trong 30 ngày qua.',
    none: 'Không có đề nghị nào trong 30 ngày qua.',
    toPage: 'Đề nghị về tài khoản',
    make: (who: string, role: string) => `Tạo người dùng ${who}: ${role}`,
    resetPassword: (who: string) => `Đặt lại mật khẩu của ${who}`,
    resetFactor: (who: string) => `Đặt lại xác thực hai bước của ${who}`,
    enable: (who: string) => `Mở lại tài khoản của ${who}`,
    changeRole: (who: string, role: string) => `Đổi vai trò của ${who} thành: ${role}`,
    by: (name: string, time: string) => `${name} đề nghị lúc ${time}`,
    answeredBy: (name: string, time: string) => `${name} trả lời lúc ${time}`,
    until: (time: string) => `chờ xác nhận đến ${time}`,
    states: {
      waiting: 'chờ xác nhận',
      ended: 'hết hạn, không ai trả lời',
      confirmed: 'đã xác nhận',
      refused: 'bị từ chối',
      withdrawn: 'đã rút',
    },
    confirm: 'Xác nhận',
    toProposer: (name: string) => `Đường dẫn dùng một lần được giao cho ${name}, người này trao tận tay.`,
    confirmMeans: 'Chỉ xác nhận khi biết người này và việc này. Lần xác nhận được ghi vào nhật ký truy cập.',
    refuse: 'Từ chối',
    refuseMeans: 'Người đề nghị được báo và thấy lý do.',
    reason: 'Lý do',
    withdraw: 'Rút đề nghị',
    takeLink: 'Lấy đường dẫn dùng một lần',
    keep: 'Để sau',
    propose: 'Gửi đề nghị',
    proposed: 'Đã gửi đề nghị: chờ xác nhận trong 7 ngày.',
    needed: {
      custodian: 'Việc này cần một người phê duyệt xác nhận.',
      another: 'Việc này cần một người phê duyệt khác xác nhận.',
      auditor:
        'Không có người phê duyệt nào khác: người giám sát truy cập hoặc người được ủy quyền xác nhận việc này.',
      deputy:
        'Không có người phê duyệt nào khác và không có người giám sát truy cập: chỉ người được ủy quyền xác nhận được việc này.',
    },
    onHost: (name: string) =>
      `Không có người được ủy quyền? Đặt lại trên máy chủ: minhchung user reset ${name}. Người phê duyệt, quản trị viên, người giám sát truy cập và người này được báo; lệnh có hiệu lực sau 24 giờ.`,
    newRole: 'Vai trò mới',
    changeAct: 'Đổi vai trò',
  },
};
