import { blank, type LetterWords, letterEn, letterVi } from '../print/index.ts';
import type { LookKind } from './looks.ts';

export interface AnswerWords extends LetterWords {
  readonly title: string;
  readonly subject: string;
  readonly to: string;
  /** `camera`: its name, and its address where there is one; `agency`: the office that answers. */
  readonly opening: (camera: string, agency: string) => string;
  readonly state: string;
  readonly recorded: string;
  readonly off: string;
  /** `from`, and `until` where it ends by itself: times in words. */
  readonly paused: (from: string, until: string | undefined) => string;
  readonly withdrawn: (from: string) => string;
  readonly purpose: (purpose: string) => string;
  readonly looks: string;
  readonly looksNote: string;
  readonly noLooks: string;
  readonly month: string;
  /** `month`: `2026-10`. */
  readonly monthText: (month: string) => string;
  readonly kinds: Readonly<Record<LookKind, string>>;
  readonly total: string;
  readonly retention: string;
  /** `days` is absent where no time is set. */
  readonly keptFor: (days: number | undefined) => string;
  readonly lastGone: (at: string) => string;
}

/** It names no addressee. */
export const answerVi: AnswerWords = {
  ...letterVi,
  title: 'Trả lời đề nghị về camera an ninh',
  subject: 'V/v trả lời đề nghị về camera an ninh',
  to: `Kính gửi: Ông/Bà ${blank(20)}`,
  opening: (camera, agency) =>
    `Trả lời đề nghị ngày ${blank(8)} của Ông/Bà về camera ${camera}, ${agency} thông báo:`,
  state: 'Tình trạng',
  recorded: 'Camera đang ghi hình.',
  off: 'Camera hiện không ghi hình.',
  paused: (from, until) =>
    `Camera tạm dừng theo đề nghị từ ${from}${until === undefined ? ', đến khi có đề nghị ghi hình lại' : ` đến ${until}`}.`,
  withdrawn: (from) => `Camera đã ngừng tham gia theo đề nghị từ ${from} và không được ghi hình nữa.`,
  purpose: (purpose) => `Mục đích: ${purpose}.`,
  looks: 'Số lần hình ảnh được xem',
  looksNote: 'Chỉ tính những tháng đã hết. Danh tính người xem và vụ việc không được cung cấp.',
  noLooks: 'Chưa có lần xem nào trong những tháng đã hết.',
  month: 'Tháng',
  monthText: (month) => `Tháng ${month.slice(5)}/${month.slice(0, 4)}`,
  kinds: {
    playback: 'Xem lại',
    still: 'Ảnh chụp',
    storyboard: 'Dải ảnh',
    download: 'Tải về',
    enrolment: 'Ảnh kiểm tra',
  },
  total: 'Cộng',
  retention: 'Thời hạn lưu trữ',
  keptFor: (days) =>
    days === undefined
      ? 'Chưa đặt thời hạn lưu trữ cho camera này.'
      : `Hình ảnh của camera này được lưu trữ ${days} ngày rồi xóa, trừ phần đang được giữ lại cho một vụ việc.`,
  lastGone: (at) =>
    `Phần đã ghi trước khi tạm dừng hoặc ngừng tham gia được xóa chậm nhất vào ${at}, trừ phần đang được giữ lại.`,
};

/** The Vietnamese letter in English, part by part. */
export const answerEn: AnswerWords = {
  ...letterEn,
  title: 'Answer to a request about a camera',
  subject: 'Answer to a request about a camera',
  to: `To: ${blank(20)}`,
  opening: (camera, agency) =>
    `In answer to your request of ${blank(8)} about the camera ${camera}, ${agency} informs you:`,
  state: 'State',
  recorded: 'The camera is recorded.',
  off: 'The camera is not recorded at present.',
  paused: (from, until) =>
    `The camera has been paused at a contributor's request since ${from}, until ${until ?? 'a contributor requests recording again'}.`,
  withdrawn: (from) =>
    `The camera was withdrawn at a contributor's request on ${from} and is never recorded again.`,
  purpose: (purpose) => `Purpose: ${purpose}.`,
  looks: 'Number of looks at its pictures',
  looksNote: 'Complete months only. The persons who looked and the cases are not disclosed.',
  noLooks: 'There was no look in the complete months.',
  month: 'Month',
  monthText: (month) =>
    new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      Date.parse(`${month}-01T00:00:00Z`),
    ),
  kinds: {
    playback: 'Playback',
    still: 'Still',
    storyboard: 'Storyboard',
    download: 'Download',
    enrolment: 'Picture check',
  },
  total: 'Total',
  retention: 'Retention',
  keptFor: (days) =>
    days === undefined
      ? 'No retention is set for this camera.'
      : `Footage of this camera is stored for ${days} days and then deleted, except what is held for a case.`,
  lastGone: (at) =>
    `Footage recorded before the pause or withdrawal is deleted by ${at} at the latest, except what is held.`,
};
