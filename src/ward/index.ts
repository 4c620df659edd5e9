export { joinWard, type MeantWard, refuseOtherWard, wardNotOurs } from './admission.ts';
export type { Ward } from './ward.ts';
export { addSite, renameWard, type WardKeeper } from './ward-acts.ts';
export type { WardBook } from './ward-book.ts';
