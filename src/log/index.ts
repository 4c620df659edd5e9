export * from './notes/index.ts';
export * from './tree/index.ts';
