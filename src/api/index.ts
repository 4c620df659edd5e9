export type { ApiDeps } from './api-deps.ts';
export { createApp } from './app.ts';
export { FootageBytes } from './footage-bytes.ts';
export { routesOf } from './routes.ts';
