import { z } from 'zod';
import { noticeForm } from '../../camera/index.ts';
import { instant } from '../terms/time.ts';

export const newNotice = noticeForm.meta({ id: 'NewNotice' });

const fields = {
  text: z.string(),
  postedOn: z.string().meta({ description: 'A day, 2026-11-21.' }),
  recordedAt: instant,
  withdrawnAt: instant.optional(),
  hasPhoto: z.boolean(),
};

export const notice = z.strictObject(fields).meta({ id: 'Notice' });

export const noticeList = z.strictObject({ notices: z.array(notice) });
export type NoticeJson = z.input<typeof notice>;
