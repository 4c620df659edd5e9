import type { LookKind } from './looks.ts';

export interface AnswerWords {
  readonly lang: 'vi' | 'en';
  readonly title: string;
  readonly madeAt: string;
  readonly camera: string;
  readonly name: string;
  readonly address: string;
  readonly purpose: string;
  readonly state: string;
  readonly recorded: string;
  readonly off: string;
  /** `from`, and `until` where it ends by itself: times in words. */
  readonly paused: (from: string, until: string | undefined) => string;
  readonly withdrawn: (from: string) => string;
  readonly looks: string;
  readonly looksNote: string;
  readonly noLooks: string;
  readonly month: string;
  readonly kinds: Readonly<Record<LookKind, string>>;
  readonly kept: string;
  /** `days`: how long footage of this camera is kept; absent where no time is set. */
  readonly keptFor: (days: number | undefined) => string;
  readonly lastGone: (at: string) => string;
  readonly answered: string;
  readonly signHere: string;
}

export const answerVi: AnswerWords = {
  lang: 'vi',
  title: 'Trả lời người đóng góp camera',
  madeAt: 'Lập lúc',
  camera: 'Camera',
  name: 'Tên',
  address: 'Địa chỉ',
  purpose: 'Mục đích',
  state: 'Tình trạng',
  recorded: 'Đang được ghi.',
  off: 'Hiện không được ghi.',
  paused: (from, until) =>
    `Tạm dừng theo đề nghị từ ${from}${until === undefined ? ', đến khi có đề nghị ghi lại' : ` đến ${until}`}.`,
  withdrawn: (from) => `Đã rút theo đề nghị từ ${from}. Từ đó camera không bao giờ được ghi nữa.`,
  looks: 'Số lần xem',
  looksNote: 'Chỉ tính những tháng đã hết. Không nêu người xem và vụ việc.',
  noLooks: 'Chưa có lần xem nào trong những tháng đã hết.',
  month: 'Tháng',
  kinds: {
    playback: 'Phát lại',
    still: 'Ảnh',
    storyboard: 'Dải ảnh',
    download: 'Tải về',
    enrolment: 'Ảnh kiểm tra',
  },
  kept: 'Hình ảnh đã ghi',
  keptFor: (days) =>
    days === undefined
      ? 'Chưa đặt thời hạn lưu cho camera này.'
      : `Hình ảnh của camera này được lưu ${days} ngày rồi xóa, trừ phần đang được giữ lại cho một vụ việc.`,
  lastGone: (at) =>
    `Phần đã ghi trước khi tạm dừng hoặc rút được xóa chậm nhất vào ${at}, trừ phần được giữ lại.`,
  answered: 'Người trả lời',
  signHere: '(ký, ghi rõ họ tên)',
};

export const answerEn: AnswerWords = {
  lang: 'en',
  title: 'Answer to a contributor',
  madeAt: 'Made at',
  camera: 'The camera',
  name: 'Name',
  address: 'Address',
  purpose: 'Purpose',
  state: 'State',
  recorded: 'It is recorded.',
  off: 'It is not recorded at present.',
  paused: (from, until) =>
    `Paused at a contributor's request since ${from}, until ${until ?? 'somebody asks for it again'}.`,
  withdrawn: (from) => `Withdrawn at a contributor's request since ${from}. It is never recorded again.`,
  looks: 'How often it was looked at',
  looksNote: 'Months that are over. Neither who looked nor the case is told.',
  noLooks: 'Nobody looked in the months that are over.',
  month: 'Month',
  kinds: {
    playback: 'Playback',
    still: 'Still',
    storyboard: 'Storyboard',
    download: 'Download',
    enrolment: 'Picture check',
  },
  kept: 'What was recorded',
  keptFor: (days) =>
    days === undefined
      ? 'No time is set after which footage of this camera is deleted.'
      : `Footage of this camera is kept for ${days} days and then deleted, except what is held for a case.`,
  lastGone: (at) =>
    `What was recorded before the pause or withdrawal is deleted by ${at} at the latest, except what is held.`,
  answered: 'Answered by',
  signHere: '(signature and full name)',
};
