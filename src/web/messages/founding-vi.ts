/** The founding of the ward. */
export const foundingVi = {
  founding: {
    title: 'Thiết lập ban đầu',
    about:
      'Trong giai đoạn thiết lập ban đầu, một mình quản trị viên tạo người dùng và giao vai trò. Quản trị viên và người phê duyệt cùng kết thúc: một bên đề nghị, bên kia xác nhận. Lần phê duyệt yêu cầu đầu tiên cũng kết thúc giai đoạn này.',
    afterwards:
      'Sau đó, việc tạo, khôi phục, mở lại hoặc đổi vai trò của cán bộ Công an, người phê duyệt và người giám sát truy cập phải được một người phê duyệt khác xác nhận.',
    isOpen: 'Phường đang trong giai đoạn thiết lập ban đầu: một mình quản trị viên giao vai trò.',
    waitsForYou: 'Bên kia đã đề nghị kết thúc thiết lập ban đầu và chờ xác nhận.',
    toPage: 'Xem danh sách người dùng',
    over: {
      together: (time: string) => `Quản trị viên và người phê duyệt đã cùng kết thúc lúc ${time}.`,
      'first-approval': (time: string) => `Đã kết thúc với lần phê duyệt đầu tiên lúc ${time}.`,
      upgrade: (time: string) =>
        `Phường đã hoạt động từ trước, nên giai đoạn này kết thúc khi nâng cấp lúc ${time}.`,
    },
    offered: (name: string, time: string) => `${name} đề nghị kết thúc lúc ${time}.`,
    waitsForOther: 'Đang chờ bên kia đọc danh sách và xác nhận.',
    listChanged: 'Danh sách đã thay đổi từ lúc đó: cần đề nghị lại.',
    offer: 'Đề nghị kết thúc',
    offerTitle: 'Đề nghị kết thúc thiết lập ban đầu',
    offerMeans: 'Đề nghị này áp dụng cho đúng danh sách đang hiển thị. Bên kia đọc danh sách rồi xác nhận.',
    confirm: 'Kết thúc thiết lập ban đầu',
    confirmTitle: 'Kết thúc thiết lập ban đầu',
    confirmMeans: 'Xác nhận rằng từng người trong danh sách có đúng vai trò. Không thể mở lại giai đoạn này.',
    keep: 'Để sau',
    people: 'Người dùng và vai trò',
    digest: 'Mã kiểm tra của danh sách',
    print: 'In danh sách để ký',
  },
};
