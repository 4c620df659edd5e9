export {
  type Notice,
  type NoticeForm,
  noticeFaults,
  noticeForm,
  parseNotice,
  postedNotice,
} from './notice.ts';
export { noNotice, recordedNotice, recordNotice, withdrawNotice } from './notice-acts.ts';
export type { NoticeRepository } from './notice-repository.ts';
