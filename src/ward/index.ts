export { joinWard, type MeantWard, refuseOtherWard, wardNotOurs } from './admission.ts';
export { openKeys, type SavedKey, sealKeys } from './key-backup.ts';
export { checkOf, isKeyOf, type KeyBook, type KeyCheck, type KeyFile, wardKey } from './key-check.ts';
export type { Ward } from './ward.ts';
export { addSite, renameWard, type WardKeeper } from './ward-acts.ts';
export type { WardBook, WardChanges } from './ward-book.ts';
