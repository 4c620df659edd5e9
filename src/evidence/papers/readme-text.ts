/** The first file that somebody opens: what lies here, and how it is checked, in both languages. */
export const readmeText = `TRÍCH XUẤT HÌNH ẢNH CAMERA

minutes-vi.html   Biên bản: mở bằng trình duyệt, in khổ A4, ký.
minutes-en.html   Biên bản bằng tiếng Anh.
clip/             Đoạn xem tiện, mỗi camera một tệp, ghép từ bản gốc, không mã hoá lại. Chỗ không có hình để trống đúng bằng thời gian thật.
segments/         Bản gốc, đúng từng byte như khi ghi: cả phân đoạn, nên có thể dài hơn phạm vi yêu cầu.
gaps.csv          Các khoảng không có hình và lý do.
request.json      Yêu cầu và phạm vi thực mở.
custody.jsonl     Nhật ký: ai làm gì với dữ liệu này, theo thứ tự.
SHA256SUMS        Mã SHA-256 của mọi tệp.

Kiểm tra trên Linux:    sha256sum -c SHA256SUMS
Trên Windows (từng tệp): certutil -hashfile <tệp> SHA256
Nếu tải về bị ngắt, tải tiếp được từ chỗ dừng.


FOOTAGE FROM CAMERAS

minutes-vi.html   The minutes, in Vietnamese: open in a browser, print on A4, sign.
minutes-en.html   The same in English.
clip/             For viewing: one file per camera, joined from the originals without encoding anew. Where there is no
                  picture, the clip has none for exactly as long.
segments/         The originals, byte for byte as recorded: whole segments, so they may reach beyond the request.
gaps.csv          Stretches without a picture, and why.
request.json      The request, and what it opened.
custody.jsonl     Who did what with this footage, in order.
SHA256SUMS        SHA-256 of every file.

To check on Linux:       sha256sum -c SHA256SUMS
On Windows, file by file: certutil -hashfile <file> SHA256
A download that broke off can go on where it stopped.
`;
