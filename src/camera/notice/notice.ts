import { z } from 'zod';
import { type CameraId, type FormFaults, invalid, type NoticeId, readForm } from '../../core/index.ts';
import { isCalendarDay } from '../calendar-day.ts';

/**
 * The sign that tells people they are filmed. Without one in force a camera is not recorded: its gap is `no-notice`.
 */
export interface Notice extends NoticeForm {
  readonly id: NoticeId;
  readonly cameraId: CameraId;
  readonly recordedAtMs: number;
  /** From then on the sign hangs no more, or another notice took its place. */
  readonly withdrawnAtMs?: number;
  /** Whether a photo of the sign is kept in the store. */
  readonly hasPhoto: boolean;
}

/** What a person says of the sign. */
export interface NoticeForm {
  /** What it says. */
  readonly text: string;
  /** The day it was put up, `2026-11-21`. */
  readonly postedOn: string;
}

/** `{text, postedOn}`; part of a registration and of an import's rows. */
export const noticeForm = z.strictObject({
  text: z
    .string()
    .regex(/^[^\p{Cs}\0]*$/u)
    .trim()
    .min(1)
    .max(2_000),
  postedOn: z.string().refine(isCalendarDay),
});

/** Each field's code and the sentence a technician reads. */
export const noticeFaults = {
  fields: {
    text: ['notice-text-invalid', 'The text of a notice has 1 to 2000 characters.'],
    postedOn: ['notice-date-invalid', 'The day a notice was put up is written 2026-11-21.'],
  },
  form: ['notice-invalid', 'A notice is {text, postedOn}.'],
} as const satisfies FormFaults;

/**
 * `today` is the site's day. Errors, all `invalid` with the field: `notice-invalid`, `notice-text-invalid`, `notice-date-invalid`, and
 * `notice-in-future`: a sign that will be put up does not hang yet.
 */
export const parseNotice = (input: unknown, today: string): NoticeForm =>
  postedNotice(readForm(noticeForm, input, noticeFaults), today);

/** The notice itself, or `notice-in-future`. */
export function postedNotice(notice: NoticeForm, today: string): NoticeForm {
  if (notice.postedOn <= today) return notice;
  throw invalid('notice-in-future', 'The notice is not put up yet.', 'postedOn');
}
