/** What the service needs, what it lacks, and what to do about it: the page of admins and technicians. */
export const systemVi = {
  system: {
    title: 'Tình trạng hệ thống',
    allWell: 'Hệ thống hoạt động bình thường.',
    toDo: (count: string) => `${count} vấn đề cần xử lý`,
    checkedAt: (time: string) => `Kiểm tra lúc ${time}. Trang tự cập nhật.`,
    headLeft: (time: string) => `Mã chốt của nhật ký chứng cứ được gửi ra ngoài lần cuối lúc ${time}.`,
    storageAbout: 'Theo thời hạn lưu trữ đang áp dụng.',
    toPolicies: 'Đặt thời hạn lưu trữ',
    unmet: 'Cần xử lý',
    met: 'Hoạt động bình thường',
    unknown: 'Chưa kiểm tra được',
    unknownAbout:
      'Cơ sở dữ liệu hoặc Redis không trả lời trong hai giây, nên chưa biết tình trạng các mục này.',
    serious: 'không phục vụ được',
    attention: 'cần chú ý',
    since: (time: string, length: string) => `Từ ${time}, đã ${length}.`,
    remedy: 'Cách xử lý',
    ofSite: (site: string) => `Địa bàn ${site}`,
    ward: (name: string) => `Phường: ${name}`,
    wardAbout: 'Mỗi địa bàn là một mạng camera, có các tiến trình riêng. Dữ liệu là chung của cả phường.',
    siteWorkers: (count: string) => `${count} tiến trình đang chạy`,
    siteLacks: (roles: string) => `thiếu tiến trình: ${roles}`,
    details: 'Chi tiết',
    mail: 'Thư báo',
    mailAbout:
      'Vấn đề kéo dài năm phút được báo một lần cho quản trị viên và kỹ thuật viên, và một lần khi đã hết.',
    noMailServer: 'Chưa đặt máy chủ thư (SMTP_URL): không ai được báo.',
    mailServer: 'Đã đặt máy chủ thư.',
    withoutAddress: (count: string, people: string) =>
      `${count} trên ${people} quản trị viên và kỹ thuật viên chưa có địa chỉ thư.`,
    allHaveAddresses: 'Mọi quản trị viên và kỹ thuật viên đều có địa chỉ thư.',
    ownAddress: 'Đặt địa chỉ thư của tôi',
    usersAddresses: 'Đặt địa chỉ ở trang Người dùng',
    unsent: (count: string) =>
      `${count} thư chưa gửi được; hệ thống gửi lại. Lý do có trong nhật ký của tiến trình bảo trì.`,
    workers: 'Tiến trình đang chạy',
    workersAbout: 'Mỗi tiến trình báo về năm giây một lần.',
    noWorkers: 'Không có tiến trình nào đang chạy: không có gì được ghi.',
    worker: 'Máy, tiến trình',
    roles: 'Việc',
    workerRoles: { record: 'ghi hình', ingest: 'nhập dữ liệu', maintain: 'bảo trì', sign: 'ký nhật ký' },
    disk: 'Ổ đĩa',
    diskLow: 'gần đầy, ngừng ghi',
    diskFine: 'đủ chỗ',
    spool: 'Đoạn ghi chờ nhập',
    aside: 'Tệp để riêng',
    asideOf: (files: string, size: string) => `${files} (${size})`,
    lag: 'Độ trễ xử lý',
    milliseconds: (count: string) => `${count} ms`,
    needs: {
      postgresql: 'Cơ sở dữ liệu (PostgreSQL)',
      migrations: 'Cấu trúc cơ sở dữ liệu',
      redis: 'Hàng đợi công việc (Redis)',
      store: 'Kho lưu trữ',
      'worker:record': 'Tiến trình ghi hình',
      'worker:ingest': 'Tiến trình nhập dữ liệu',
      'worker:maintain': 'Tiến trình bảo trì',
      'worker:sign': 'Tiến trình ký nhật ký chứng cứ',
      recording: 'Ghi hình',
      disk: 'Ổ đĩa của máy ghi hình',
      quarantine: 'Tệp đã ghi',
      expiry: 'Xóa theo thời hạn',
      policy: 'Thời hạn lưu trữ',
      networks: 'Mạng camera',
      keys: 'Khóa mã hóa',
      'redis:memory': 'Bộ nhớ của Redis',
      log: 'Nhật ký chứng cứ',
      footage: 'Hình đã ghi',
      facts: 'Dữ liệu đã ghi nhận',
      pictures: 'Ảnh xem trước',
    },
    lacks: {
      'no-answer': { cause: 'Không trả lời.', remedy: 'Khởi động máy chủ này; xem nhật ký và ổ đĩa của nó.' },
      'not-known': { cause: 'Chưa kiểm tra được.', remedy: 'Xử lý các mục khác trước.' },
      'read-only': {
        cause: 'Không nhận ghi.',
        remedy: 'Địa chỉ cơ sở dữ liệu đang dẫn tới máy dự phòng. Sửa DATABASE_URL để dẫn tới máy chính.',
      },
      'schema-old': {
        cause: 'Cũ hơn phiên bản chương trình đang chạy.',
        remedy: 'Khởi động lại hệ thống: khi khởi động, cấu trúc được nâng cấp.',
      },
      'store-denied': {
        cause: 'Từ chối khóa truy cập của hệ thống.',
        remedy:
          'Kiểm tra S3_ACCESS_KEY, S3_SECRET_KEY và quyền trên kho; với kho trên đĩa, kiểm tra quyền ghi.',
      },
      'store-full': {
        cause: 'Đã đầy.',
        remedy: 'Thêm dung lượng, hoặc giảm số ngày lưu trữ. Phần đang được giữ không bị xóa.',
      },
      'store-read-only': {
        cause: 'Chỉ đọc được, không ghi được.',
        remedy: 'Ổ đĩa thường bị khóa ghi sau khi lỗi: xem dmesg, sửa lỗi rồi gắn lại để ghi.',
      },
      'store-unsafe': {
        cause: 'Ghi đè hoặc làm thay đổi tệp đã lưu.',
        remedy: 'Không dùng kho này cho chứng cứ. Chọn máy chủ S3 tuân thủ “If-None-Match: *”.',
      },
      'ward-not-ours': {
        cause: 'Đây là cơ sở dữ liệu của phường khác.',
        remedy: 'Khôi phục đúng cơ sở dữ liệu của phường, hoặc sửa địa chỉ. Hình chờ trong bộ đệm ghi.',
      },
      'store-not-ours': {
        cause: 'Không phải kho mà hệ thống đang dùng.',
        remedy: 'Gắn lại đúng ổ đĩa hoặc sửa tên kho. Hình chờ trong bộ đệm ghi, không có gì bị xóa.',
      },
      'redis-evicts': {
        cause: 'Có thể tự xóa công việc khi hết bộ nhớ.',
        remedy: 'Đặt maxmemory-policy của Redis là noeviction.',
      },
      'worker-missing': {
        cause: 'Không có tiến trình nào đang chạy.',
        remedy: 'Khởi động lại tiến trình này trên máy của địa bàn, và xem nhật ký của nó.',
      },
      'nothing-recorded': {
        cause: 'Không camera nào đang được ghi.',
        remedy:
          'Mở trang Camera để xem lý do của từng camera. Lý do chung thường là mạng, ổ đĩa hoặc tiến trình ghi hình.',
      },
      'disk-low': {
        cause: 'Dưới mức dự phòng, nên ngừng ghi hình.',
        remedy: 'Giải phóng chỗ trên máy được đánh dấu bên dưới, hoặc giảm số ngày lưu trữ.',
      },
      'files-aside': {
        cause: 'Có tệp không nhập được, đã để riêng.',
        remedy:
          'Xem lý do cạnh từng tệp trong thư mục spool/quarantine của máy đó, rồi chuyển tệp đi nơi khác.',
      },
      'footage-altered': {
        cause: 'Có tệp hình trong kho không còn đúng như lúc ghi. Hệ thống không phát tệp đó.',
        remedy:
          'Không xóa tệp. Kiểm tra ổ đĩa và ai đã vào kho; người giám sát truy cập thấy tên tệp trong nhật ký. Nếu có bản sao lưu thì chép lại tệp gốc.',
      },
      'clock-unsynchronised': {
        cause: 'Đang dừng: chưa chắc đồng hồ máy chủ đã đồng bộ.',
        remedy: 'Bật NTP trên máy chủ (timedatectl set-ntp true), hoặc kiểm tra chrony.',
      },
      'clock-stepped': {
        cause: 'Đang dừng: đồng hồ máy chủ bị chỉnh đột ngột.',
        remedy: 'So với một đồng hồ khác. Nếu giờ đúng, quản trị viên xác nhận ở trang Thời hạn lưu trữ.',
      },
      'clock-behind': {
        cause: 'Đang dừng: đồng hồ máy chủ chậm hơn lần cuối được tin là đúng.',
        remedy: 'Chỉnh lại giờ. Nếu giờ cũ mới là sai, quản trị viên xác nhận ở trang Thời hạn lưu trữ.',
      },
      'clock-ahead': {
        cause: 'Đang dừng: đồng hồ máy chủ nhanh hơn nhiều ngày.',
        remedy:
          'Hệ thống đã tắt lâu hoặc giờ bị nhảy. Quản trị viên so giờ rồi xác nhận ở trang Thời hạn lưu trữ.',
      },
      'objects-missing': {
        cause: 'Đang dừng: kho lưu trữ thiếu những tệp đến hạn xóa.',
        remedy: 'Kiểm tra ổ đĩa đã gắn đúng và còn nguyên vẹn. Hệ thống tìm lại mười phút một lần.',
      },
      'deletions-late': {
        cause: 'Có lần xóa kéo dài hơn một giờ chưa xong.',
        remedy:
          'Kho lưu trữ không xác nhận việc xóa, hoặc tệp bị khóa ở đó. Xem nhật ký của tiến trình bảo trì.',
      },
      'cameras-outside': {
        cause: 'Có camera nằm ngoài các mạng camera đã khai báo, nên không được ghi hình.',
        remedy:
          'Người quản trị máy chủ thêm mạng của camera vào thiết lập MINHCHUNG_CAMERA_NETWORKS rồi khởi động lại hệ thống; hoặc sửa địa chỉ camera.',
      },
      'no-policy': {
        cause: 'Chưa đặt, nên không có gì bị xóa và ổ đĩa sẽ đầy.',
        remedy: 'Quản trị viên đặt ở trang Thời hạn lưu trữ.',
      },
      'keys-unsaved': {
        cause:
          'Chưa có bản sao lưu của các khóa. Mất khóa thì không mở được mật khẩu camera và các bí mật khác.',
        remedy: 'Trên máy chủ, chạy minhchung keys backup TỆP, rồi cất tệp và mật khẩu của tệp ở nơi khác.',
      },
      'retention-floor-low': {
        cause: 'Mức lưu tối thiểu trong cấu hình ngắn hơn một ngày: một quản trị viên có thể làm mất hình.',
        remedy: 'Đặt MINHCHUNG_MINIMUM_RETENTION từ 1d trở lên, rồi khởi động lại.',
      },
      'log-memory-lost': {
        cause: 'Đang dừng: bộ nhớ của tiến trình ký bị mất hoặc đã cũ.',
        remedy:
          'Khôi phục thư mục signer của máy ký từ bản sao mới nhất. Không còn bản sao: chạy minhchung log continue --memory-lost nếu có bên làm chứng, nếu không thì --open-next.',
      },
      'log-differs': {
        cause: 'Đang dừng: nhật ký trong kho lưu trữ không đúng như đã ký.',
        remedy: 'Báo cho người giám sát. Khôi phục thư mục log của kho lưu trữ từ bản sao mới nhất.',
      },
      'log-key-refused': {
        cause: 'Đang dừng: khóa ký bị thiếu, bị lộ hoặc thuộc nhật ký khác.',
        remedy:
          'Khôi phục tệp log-signer và log.vkey trong thư mục keys. Không dùng chung khóa với hệ thống khác.',
      },
      'log-clock-back': {
        cause: 'Đang dừng: đồng hồ máy chủ lùi lại mà không có ghi nhận.',
        remedy:
          'So với một đồng hồ khác và chỉnh lại. Nếu giờ đúng, quản trị viên xác nhận ở trang Thời hạn lưu trữ.',
      },
      'log-behind-witness': {
        cause: 'Đang dừng: bên làm chứng đã ký một bản nhật ký dài hơn, tức là nhật ký ở đây bị lùi lại.',
        remedy: 'Báo cho người giám sát. Khôi phục thư mục signer và kho lưu trữ từ bản sao mới nhất.',
      },
      'log-forked': {
        cause: 'Đang dừng: bên làm chứng đã ký một bản nhật ký khác với bản ở đây.',
        remedy: 'Báo cho người giám sát. So chốt nhật ký ở đây với chốt mà bên làm chứng giữ.',
      },
      'heads-kept': {
        cause: 'Đã hơn một ngày không có chốt nhật ký nào được gửi ra ngoài.',
        remedy:
          'Kiểm tra kết nối đến bên làm chứng và tệp MINHCHUNG_LOG_POLICY. Chưa có bên làm chứng thì nhờ một cơ quan khác chạy minhchung witness.',
      },
      'records-refused': {
        cause: 'Có bản ghi bị từ chối: bị sửa, bị thêm hoặc bị xóa trong cơ sở dữ liệu.',
        remedy: 'Báo cho người giám sát. Xem nhật ký của tiến trình ký để biết bản ghi nào.',
      },
      'facts-pending': {
        cause: 'Có bản ghi chờ ký quá năm phút. Hình vẫn xem được.',
        remedy: 'Kiểm tra tiến trình ký và kho lưu trữ; xem các mục khác trước.',
      },
      'facts-altered': {
        cause:
          'Có yêu cầu hoặc đoạn hình khác với lúc ghi nhận. Yêu cầu đó không mở được gì, đoạn hình đó không được phát.',
        remedy:
          'Kiểm tra ai đã vào cơ sở dữ liệu; người giám sát truy cập thấy mã yêu cầu, mã đoạn hình trong nhật ký. Khôi phục từ bản sao lưu; yêu cầu thì có thể lập mới.',
      },
      'pictures-late': {
        cause: 'Chậm hơn mười lăm phút so với hình đã ghi. Việc ghi và xem hình không bị ảnh hưởng.',
        remedy:
          'Sau sự cố, ảnh sẽ tự được tạo bù. Nếu kéo dài, tăng MINHCHUNG_PICTURES_CPU_PERCENT hoặc thêm bộ xử lý cho máy chạy tiến trình nhập dữ liệu.',
      },
    },
  },
} as const;
