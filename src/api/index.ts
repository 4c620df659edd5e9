export type { ApiDeps } from './api-deps.ts';
export { createApp } from './app.ts';
export { routesOf } from './routes.ts';
