import { blank, letterEn, letterVi, type SheetSigner, type SheetWords } from '../print/index.ts';
import { type GapReason, gapWordsEn, gapWordsVi } from '../recording/index.ts';
import type { RequestFigures } from './figures.ts';

type Named<Key extends string> = Readonly<Record<Key, string>>;

/** Every word of the report, in one language. */
export interface ReportSheetWords
  extends SheetWords,
    Named<'fileTitle' | 'title' | 'figure' | 'thisMonth' | 'lastMonth'>,
    Named<'requests' | 'byAuthority' | 'byBasis' | 'unnamed'>,
    Named<'looking' | 'sessions' | 'people' | 'served' | 'stills' | 'searches' | 'refusals'>,
    Named<'exported' | 'ordered' | 'built' | 'handedOver' | 'negatives'>,
    Named<'recorded' | 'cameras' | 'recording' | 'covered' | 'missing'>,
    Named<'reason' | 'gaps' | 'length' | 'noGaps'>,
    Named<'kept' | 'holdsPlaced' | 'holdsReleased' | 'holdsStanding' | 'deletions' | 'segments' | 'late'>,
    Named<'contributors' | 'paused' | 'resumed' | 'withdrawn' | 'pausedNow' | 'shown'>,
    Named<'evidence' | 'notSealed' | 'notWitnessed'> {
  readonly monthText: (month: string) => string;
  readonly subtitle: (month: string) => string;
  readonly opening: (month: string, at: string) => string;
  readonly soFar: (at: string) => string;
  readonly requestFigures: Readonly<Record<keyof RequestFigures, string>>;
  /** For narrow columns. */
  readonly requestShort: Readonly<Record<keyof RequestFigures, string>>;
  readonly share: (share: number | undefined) => string;
  readonly reasons: Readonly<Record<GapReason, string>>;
  readonly sealed: (size: string, at: string) => string;
  readonly witnessed: (size: string, at: string) => string;
  readonly alterations: (count: number) => string;
  readonly troubles: (count: number) => string;
  readonly signers: readonly SheetSigner[];
  readonly receivers: readonly string[];
}

const shareIn = (locale: string) => {
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  return (share: number | undefined): string => (share === undefined ? '–' : format.format(share));
};

/** To be checked by the ward's clerk. */
export const reportSheetVi: ReportSheetWords = {
  lang: 'vi',
  head: { ...letterVi.head, number: `Số: ${blank(4)}/BC-UBND` },
  fileTitle: 'Báo cáo tháng',
  title: 'BÁO CÁO',
  monthText: (month) => `tháng ${month.slice(5)} năm ${month.slice(0, 4)}`,
  subtitle: (month) => `Về việc quản lý, khai thác dữ liệu camera an ninh ${month}`,
  opening: (month, at) =>
    `Số liệu ${month} lấy từ nhật ký truy cập và dữ liệu của hệ thống hồi ${at}. Báo cáo không nêu tên người xem, vụ việc và địa chỉ camera.`,
  soFar: (at) =>
    `Tháng chưa kết thúc: số liệu tính đến ${at}. Báo cáo không nêu tên người xem, vụ việc và địa chỉ camera.`,
  figure: 'Nội dung',
  thisMonth: 'Trong tháng',
  lastMonth: 'Tháng trước',
  requests: 'Yêu cầu trích xuất gửi trong tháng',
  byAuthority: 'Cơ quan yêu cầu',
  byBasis: 'Căn cứ pháp lý',
  unnamed: 'không ghi',
  requestFigures: {
    filed: 'Số yêu cầu',
    approved: 'Đã phê duyệt',
    refused: 'Đã từ chối',
    emergencies: 'Xem ngay (khẩn cấp)',
    unjustified: 'Hậu kiểm: khẩn cấp không có căn cứ',
    withoutLetter: 'Khẩn cấp chưa bổ sung văn bản yêu cầu',
  },
  requestShort: {
    filed: 'Yêu cầu',
    approved: 'Phê duyệt',
    refused: 'Từ chối',
    emergencies: 'Khẩn cấp',
    unjustified: 'Không căn cứ',
    withoutLetter: 'Thiếu văn bản',
  },
  looking: 'Xem hình',
  sessions: 'Số phiên xem',
  people: 'Số người xem',
  served: 'Thời lượng hình đã xem (giờ:phút:giây)',
  stills: 'Ảnh chụp',
  searches: 'Lượt tra cứu',
  refusals: 'Lượt bị từ chối truy cập',
  exported: 'Gói dữ liệu',
  ordered: 'Yêu cầu tạo gói',
  built: 'Đã tạo xong',
  handedOver: 'Đã giao nhận',
  negatives: 'Văn bản trả lời không có hình',
  recorded: 'Ghi hình',
  cameras: 'Số camera',
  recording: 'Camera có ghi hình',
  covered: 'Tỷ lệ thời gian có hình',
  missing: 'Thời gian không có hình, cộng các camera',
  share: shareIn('vi'),
  reason: 'Lý do không có hình',
  gaps: 'Số khoảng',
  length: 'Thời lượng',
  noGaps: 'Không có khoảng thời gian nào thiếu hình.',
  reasons: gapWordsVi,
  kept: 'Lưu giữ và xóa dữ liệu',
  holdsPlaced: 'Phiếu giữ dữ liệu đã lập',
  holdsReleased: 'Phiếu giữ dữ liệu đã chấm dứt',
  holdsStanding: 'Phiếu còn hiệu lực cuối kỳ',
  deletions: 'Đợt xóa đã hoàn thành',
  segments: 'Đoạn ghi đã xóa',
  late: 'Đợt xóa quá hạn, chưa hoàn thành',
  contributors: 'Hộ góp kinh phí',
  paused: 'Đề nghị tạm dừng camera',
  resumed: 'Ghi hình trở lại',
  withdrawn: 'Ngừng tham gia',
  pausedNow: 'Camera đang tạm dừng cuối kỳ',
  shown: 'Lượt mở danh tính hộ góp kinh phí',
  evidence: 'Nhật ký chứng cứ',
  sealed: (size, at) => `Bản chốt mới nhất ký hồi ${at}, gồm ${size} dòng.`,
  notSealed: 'Chưa có bản chốt nào được ký.',
  witnessed: (size, at) => `Cơ quan làm chứng ký bản chốt ${size} dòng, hồi ${at}.`,
  notWitnessed: 'Chưa có bản chốt nào được cơ quan làm chứng ký.',
  alterations: (count) => `Số lần phát hiện dữ liệu khác với nhật ký chứng cứ trong tháng: ${count}.`,
  troubles: (count) => `Số sự cố của hệ thống đang tồn tại khi lập báo cáo: ${count}.`,
  signers: [
    { party: 'NGƯỜI LẬP BÁO CÁO', hint: '(ký, ghi rõ họ tên)' },
    { party: 'TM. ỦY BAN NHÂN DÂN', hint: '(chức vụ, ký, ghi rõ họ tên, đóng dấu)' },
  ],
  receivers: ['Nơi nhận:', '- UBND cấp trên (để báo cáo);', '- Lưu: VT.'],
};

/** The Vietnamese sheet in English, part by part. */
export const reportSheetEn: ReportSheetWords = {
  lang: 'en',
  head: { ...letterEn.head, number: `No.: ${blank(4)}/BC-UBND` },
  fileTitle: 'Monthly report',
  title: 'MONTHLY REPORT',
  monthText: (month) => `${month.slice(5)}/${month.slice(0, 4)}`,
  subtitle: (month) => `on the security cameras of the ward, ${month}`,
  opening: (month, at) =>
    `Figures of ${month} from the custody log and the data of the service, made at ${at}. They name no person, no case and no address of a camera.`,
  soFar: (at) =>
    `The month is not over: figures until ${at}. They name no person, no case and no address of a camera.`,
  figure: 'Figure',
  thisMonth: 'This month',
  lastMonth: 'Month before',
  requests: 'Requests filed in the month',
  byAuthority: 'Authority',
  byBasis: 'Legal basis',
  unnamed: 'not stated',
  requestFigures: {
    filed: 'Requests',
    approved: 'Approved',
    refused: 'Refused',
    emergencies: 'Emergencies',
    unjustified: 'Emergencies found not justified',
    withoutLetter: 'Emergencies without a written request',
  },
  requestShort: {
    filed: 'Requests',
    approved: 'Approved',
    refused: 'Refused',
    emergencies: 'Emergencies',
    unjustified: 'Not justified',
    withoutLetter: 'No letter',
  },
  looking: 'Looks at footage',
  sessions: 'Sessions of looking',
  people: 'People who looked',
  served: 'Footage seen (hours:minutes:seconds)',
  stills: 'Stills',
  searches: 'Look-ups',
  refusals: 'Refused calls',
  exported: 'Bundles',
  ordered: 'Ordered',
  built: 'Built',
  handedOver: 'Handed over',
  negatives: 'Answers that there is no footage',
  recorded: 'Recording',
  cameras: 'Cameras',
  recording: 'Cameras that recorded',
  covered: 'Time with footage',
  missing: 'Time without footage, all cameras',
  share: shareIn('en'),
  reason: 'Reason without footage',
  gaps: 'Gaps',
  length: 'Length',
  noGaps: 'No footage is missing.',
  reasons: gapWordsEn,
  kept: 'Retention and deletion',
  holdsPlaced: 'Holds placed',
  holdsReleased: 'Holds released',
  holdsStanding: 'Holds that stand at the end',
  deletions: 'Deletions done',
  segments: 'Segments deleted',
  late: 'Deletions overdue, not done',
  contributors: 'Contributors',
  paused: 'Cameras paused at their request',
  resumed: 'Cameras resumed',
  withdrawn: 'Cameras withdrawn',
  pausedNow: 'Cameras paused at the end',
  shown: 'Identities of contributors opened',
  evidence: 'Evidence log',
  sealed: (size, at) => `The newest checkpoint was signed at ${at} and has ${size} entries.`,
  notSealed: 'No checkpoint is signed yet.',
  witnessed: (size, at) => `A witness cosigned the checkpoint of ${size} entries at ${at}.`,
  notWitnessed: 'No witness has cosigned a checkpoint.',
  alterations: (count) => `Times that data was found to differ from the evidence log in the month: ${count}.`,
  troubles: (count) => `Troubles of the service when the report was made: ${count}.`,
  signers: [
    { party: 'PREPARED BY', hint: '(signature, full name)' },
    { party: 'FOR THE PEOPLE’S COMMITTEE', hint: '(position, signature, full name, seal)' },
  ],
  receivers: ['Copies to:', '- the superior People’s Committee;', '- the clerk’s office.'],
};
