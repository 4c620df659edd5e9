import type { Notice } from '../../camera/index.ts';
import { formatInstant } from '../../core/index.ts';
import type { NoticeJson } from './notice-schemas.ts';

export const noticeJson = (notice: Notice): NoticeJson => ({
  text: notice.text,
  postedOn: notice.postedOn,
  recordedAt: formatInstant(notice.recordedAtMs),
  ...(notice.withdrawnAtMs === undefined ? {} : { withdrawnAt: formatInstant(notice.withdrawnAtMs) }),
  hasPhoto: notice.hasPhoto,
});
