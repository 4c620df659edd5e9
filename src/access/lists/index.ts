export { exampleLists } from './example-lists.ts';
export { listsForm } from './lists-form.ts';
export { type OfferedText, offeredOn, type RequestLists, type SiteLists } from './request-lists.ts';
export { type RequestListRepository, setLists } from './set-lists.ts';
