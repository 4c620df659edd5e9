export {
  type Notice,
  type NoticeForm,
  noticeForm,
  parseNotice,
} from './notice.ts';
export type { NoticeBook } from './notice-book.ts';
