export * from './api.ts';
export { type Bytes, type CallOptions, type Fetch, FetchHttp, type Http } from './http.ts';
export { Refusal } from './refusal.ts';
export { sessionFetch } from './session-fetch.ts';
