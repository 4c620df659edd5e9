import type { ExportChoice } from '../choice/export-choice.ts';

/** Which files a bundle has. */
interface BundleKinds extends Pick<ExportChoice, 'originals' | 'clips'> {
  readonly isSealed: boolean;
}

/** The first file to open: the content of the bundle and how to check it, in both languages. */
export const readmeText = ({ isSealed, originals, clips }: BundleKinds): string => `TRÍCH XUẤT HÌNH ẢNH CAMERA

minutes-vi.pdf    Biên bản: in khổ A4, ký.
minutes-en.pdf    Biên bản bằng tiếng Anh.
${clips ? clipsVi : ''}${originals ? originalsVi : ''}gaps.csv          Các khoảng không có hình và lý do. Cột from, to là giờ UTC (cộng 7 giờ ra giờ Việt Nam); cột tu_gio_vn, den_gio_vn là giờ Việt Nam.
request.json      Yêu cầu và phạm vi trích xuất; giờ UTC.
${originals || clips ? '' : noneVi}${isSealed ? sealedVi(originals || clips) : 'custody.jsonl     Nhật ký: ai làm gì với dữ liệu này, theo thứ tự.'}
SHA256SUMS        Mã SHA-256 của mọi tệp${isSealed ? ' có trong manifest.json' : ''}.

${isSealed ? 'Kiểm tra cả gói:        minhchung verify --policy <tệp khóa> <gói.zip>\n' : ''}Kiểm tra trên Linux:    sha256sum -c SHA256SUMS
Trên Windows (từng tệp): certutil -hashfile <tệp> SHA256
Nếu tải về bị ngắt, tải tiếp được từ chỗ dừng.


FOOTAGE FROM CAMERAS

minutes-vi.pdf    The minutes, in Vietnamese: print on A4, sign.
minutes-en.pdf    The minutes in English.
${clips ? clipsEn : ''}${originals ? originalsEn : ''}gaps.csv          Stretches without a picture, and why. Columns from and to are in UTC; the last three are local and in Vietnamese.
request.json      The request and its effective scope.
${originals || clips ? '' : noneEn}${isSealed ? sealedEn(originals || clips) : 'custody.jsonl     Who did what with this footage, in order.'}
SHA256SUMS        SHA-256 of every file${isSealed ? ' that manifest.json lists' : ''}.

${isSealed ? 'To check the bundle:     minhchung verify --policy <file of keys> <bundle.zip>\n' : ''}To check on Linux:       sha256sum -c SHA256SUMS
On Windows, file by file: certutil -hashfile <file> SHA256
An interrupted download can resume where it stopped.
`;

const clipsVi = `clip/             Bản ghép để xem, mỗi camera một tệp, ghép từ tệp ghi gốc, không mã hóa lại. Chỗ không có hình để trống đúng bằng thời gian thật;
                  một số phần mềm bỏ mất chỗ trống đó (ví dụ khi chuyển sang MKV), nên căn cứ biên bản và gaps.csv.
`;

const clipsEn = `clip/             For viewing: one file per camera, joined from the originals without re-encoding. Where there is no
                  picture, the clip has none for exactly as long. Some programs lose that stretch, such as when they make
                  an MKV of it: the minutes and gaps.csv count.
`;

const originalsVi = `segments/         Tệp ghi gốc (bản sao nguyên trạng), giống từng byte với tệp máy chủ đã ghi: trọn đoạn ghi, nên có thể dài hơn phạm vi yêu cầu.
`;

const originalsEn = `segments/         The originals, byte for byte as recorded: whole segments, so they may reach beyond the request.
`;

const noneVi = `(Người yêu cầu chọn chỉ lấy giấy tờ: gói này không có hình.)
`;

const noneEn = `(Papers alone were ordered: there is no footage in this bundle.)
`;

const sealedVi = (
  hasFootage: boolean,
): string => `${hasFootage ? 'pictures/         Ảnh chụp và ảnh ghép của từng tệp ghi gốc.\n' : ''}manifest.json     Danh mục mọi tệp; manifest.note là chữ ký của nó.
records/, custody.jsonl, keys/, checkpoint, exp.*
                  Bản ghi trong nhật ký chứng cứ về hình này và về ai làm gì với nó, kèm chứng minh (tệp .proofs).
${hasFootage ? 'index/            Mục lục khung hình khóa và mã của từng đoạn hình.\n' : ''}papers/           Nhật ký truy cập, theo thứ tự.`;

const sealedEn = (
  hasFootage: boolean,
): string => `${hasFootage ? 'pictures/         Stills and storyboards of the originals.\n' : ''}manifest.json     Lists every file; manifest.note is its signature.
records/, custody.jsonl, keys/, checkpoint, exp.*
                  What the evidence log says of this footage and of who did what with it, with proofs (files .proofs).
${hasFootage ? 'index/            Keyframe indexes, with the digest of each GOP.\n' : ''}papers/           The custody events, in order.`;
