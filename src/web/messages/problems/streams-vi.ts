import { remedied as one, type Remedied } from './remedied.ts';

/** Why a camera's stream cannot be recorded: shown at a trial, and as the state of a registered camera. */
export const problemsOfStreamsVi = {
  'camera-basic-only': one(
    'Camera chỉ nhận đăng nhập kiểu Basic, gửi mật khẩu không mã hóa.',
    'Chuyển RTSP của camera sang Digest, hoặc cho phép Basic cho riêng camera này.',
  ),
  'camera-busy': one(
    'Camera đã hết lượt kết nối.',
    'Đóng các phần mềm khác đang xem camera này, hoặc khởi động lại camera.',
  ),
  'camera-codec-unsupported': one(
    'Luồng này không phải H.264 hoặc H.265 (có thể là MJPEG).',
    'Chọn H.264 hoặc H.265 trong cài đặt video của camera, hoặc dùng luồng khác.',
  ),
  'camera-outside-networks': one(
    'Địa chỉ này nằm ngoài các mạng camera đã khai báo, nên hệ thống không kết nối tới.',
    'Sửa lại địa chỉ; hoặc người quản trị máy chủ thêm mạng này vào thiết lập MINHCHUNG_CAMERA_NETWORKS.',
  ),
  'camera-picture-broken': one(
    'Luồng có gửi dữ liệu nhưng không giải mã được hình.',
    'Chọn H.264 hoặc H.265 thường trong cài đặt video của camera.',
  ),
  'camera-redirects': one(
    'Camera chuyển sang địa chỉ khác; hệ thống không đi theo.',
    'Tìm đúng địa chỉ luồng trong cài đặt của camera rồi nhập lại.',
  ),
  'camera-stream-unknown': one(
    'Camera không có luồng ở địa chỉ này (404).',
    'Xem đường dẫn luồng trong hướng dẫn của camera rồi sửa địa chỉ RTSP.',
  ),
  'camera-udp-only': one('Camera chỉ gửi hình qua UDP.', 'Cho phép RTSP qua TCP trong cài đặt của camera.'),
  'camera-without-keyframe': one(
    'Camera gửi luồng hình nhưng không có khung hình khóa.',
    'Trong cài đặt video của camera: đặt khoảng cách giữa hai khung hình khóa từ 1 đến 4 giây, tắt intra refresh.',
  ),
  'camera-wrong-port': one(
    'Cổng này không phải cổng RTSP (camera nói TLS hoặc HTTP).',
    'Nhập cổng RTSP thường, đa số là 554.',
  ),
  'stream-trials-busy': one('Đang có nhiều luồng được thử cùng lúc.', 'Thử lại sau ít giây.'),
} as const satisfies Readonly<Record<string, Remedied>>;
