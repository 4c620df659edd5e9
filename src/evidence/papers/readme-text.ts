/** The first file to open: the content of the bundle and how to check it, in both languages. */
export const readmeText = `TRÍCH XUẤT HÌNH ẢNH CAMERA

minutes-vi.html   Biên bản: mở bằng trình duyệt, in khổ A4, ký.
minutes-en.html   Biên bản bằng tiếng Anh.
clip/             Bản ghép để xem, mỗi camera một tệp, ghép từ tệp ghi gốc, không mã hóa lại. Chỗ không có hình để trống đúng bằng thời gian thật.
segments/         Tệp ghi gốc (bản sao nguyên trạng), giống từng byte với tệp máy chủ đã ghi: trọn đoạn ghi, nên có thể dài hơn phạm vi yêu cầu.
gaps.csv          Các khoảng không có hình và lý do. Cột from, to là giờ UTC (cộng 7 giờ ra giờ Việt Nam); cột tu_gio_vn, den_gio_vn là giờ Việt Nam.
request.json      Yêu cầu và phạm vi trích xuất; giờ UTC.
custody.jsonl     Nhật ký: ai làm gì với dữ liệu này, theo thứ tự.
SHA256SUMS        Mã SHA-256 của mọi tệp.

Kiểm tra trên Linux:    sha256sum -c SHA256SUMS
Trên Windows (từng tệp): certutil -hashfile <tệp> SHA256
Nếu tải về bị ngắt, tải tiếp được từ chỗ dừng.


FOOTAGE FROM CAMERAS

minutes-vi.html   The minutes, in Vietnamese: open in a browser, print on A4, sign.
minutes-en.html   The minutes in English.
clip/             For viewing: one file per camera, joined from the originals without re-encoding. Where there is no
                  picture, the clip has none for exactly as long.
segments/         The originals, byte for byte as recorded: whole segments, so they may reach beyond the request.
gaps.csv          Stretches without a picture, and why. Columns from and to are in UTC; the last three are local and in Vietnamese.
request.json      The request and its effective scope.
custody.jsonl     Who did what with this footage, in order.
SHA256SUMS        SHA-256 of every file.

To check on Linux:       sha256sum -c SHA256SUMS
On Windows, file by file: certutil -hashfile <file> SHA256
An interrupted download can resume where it stopped.
`;
