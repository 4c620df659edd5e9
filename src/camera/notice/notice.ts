import { z } from 'zod';
import { type CameraId, type FormFaults, invalid, type NoticeId, readForm } from '../../core/index.ts';
import { isCalendarDay } from '../calendar-day.ts';

/**
 * The posted sign that tells people they are filmed. Without one in force a camera is not recorded: its gap is
 * `no-notice`.
 */
export interface Notice extends NoticeForm {
  readonly id: NoticeId;
  readonly cameraId: CameraId;
  readonly recordedAtMs: number;
  /** When it was taken down, or another notice took its place. */
  readonly withdrawnAtMs?: number;
  /** Whether the store has a photo of the notice. */
  readonly hasPhoto: boolean;
}

/** A notice as a person describes it. */
export interface NoticeForm {
  /** The text of the notice. */
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
    postedOn: ['notice-date-invalid', 'The day a notice was posted must have the form 2026-11-21.'],
  },
  form: ['notice-invalid', 'A notice is {text, postedOn}.'],
} as const satisfies FormFaults;

/**
 * `today` is the site's day. Errors, all `invalid` with the field: `notice-invalid`, `notice-text-invalid`,
 * `notice-date-invalid`, and `notice-in-future`: a notice that is not posted yet.
 */
export const parseNotice = (input: unknown, today: string): NoticeForm =>
  postedNotice(readForm(noticeForm, input, noticeFaults), today);

/** The notice itself, or `notice-in-future`. */
export function postedNotice(notice: NoticeForm, today: string): NoticeForm {
  if (notice.postedOn <= today) return notice;
  throw invalid('notice-in-future', 'The notice is not posted yet.', 'postedOn');
}
