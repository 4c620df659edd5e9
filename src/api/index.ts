export type { ApiDeps } from './api-deps.ts';
export { createApp } from './app.ts';
export { FootageBytes } from './footage/footage-bytes.ts';
export { routesOf } from './routes.ts';
