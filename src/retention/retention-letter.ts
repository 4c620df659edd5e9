import { writtenMoment } from '../core/index.ts';
import type { FootageCount } from './footage-count.ts';

/** A mail without its receiver. */
export interface RetentionLetter {
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

export interface RetentionLetterSettings {
  /** IANA zone in which people read times. */
  readonly timeZone: string;
  /** Where the console is reached, without a slash at its end; absent: no link. */
  readonly publicUrl?: string;
}

/** What makes footage expire sooner. */
export type ShorteningKind = 'policy' | 'clock';

export interface Shortening {
  readonly kind: ShorteningKind;
  readonly countsFromMs: number;
  readonly count: FootageCount;
}

/** In Vietnamese, then in English. */
const titles: Readonly<Record<ShorteningKind, readonly [vi: string, en: string]>> = {
  policy: [
    'Thời hạn lưu trữ sắp bị rút ngắn, hình sẽ bị xóa sớm hơn',
    'Retention will be shortened, and footage deleted sooner',
  ],
  clock: [
    'Đồng hồ máy chủ vừa được xác nhận, việc xóa sắp tiếp tục',
    'The server clock was confirmed, and deletion will go on',
  ],
};

/** Tells custodians in numbers what will be deleted and when, and where to stop it. Never a camera or a person. */
export function shorteningLetter(
  { kind, countsFromMs, count }: Shortening,
  { timeZone, publicUrl }: RetentionLetterSettings,
): RetentionLetter {
  const [vi, en] = titles[kind];
  const lines = [
    vi,
    en,
    '',
    `Bắt đầu xóa / Deleted from: ${writtenMoment(timeZone)(countsFromMs)}`,
    `Đoạn ghi / Segments: ${count.segments}`,
    `Camera: ${count.cameras}`,
    `Số giờ hình / Hours of footage: ${hoursText(count)}`,
    `Dung lượng / Size: ${gigabytesText(count)} GB`,
    '',
    'Trước thời điểm đó, bất kỳ người phê duyệt nào cũng có thể dừng việc này.',
    'Until then any custodian can stop it.',
    ...(publicUrl ? ['', `${publicUrl}/inbox`] : []),
  ];
  return { subject: `[Minh Chứng] ${vi}`, text: `${lines.join('\n')}\n` };
}

const hoursText = ({ durationMs }: FootageCount): string => (durationMs / 3_600_000).toFixed(1);
const gigabytesText = ({ sizeBytes }: FootageCount): string => (sizeBytes / 1e9).toFixed(1);
