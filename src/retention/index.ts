export * from './clock/index.ts';
export * from './expiry/index.ts';
export * from './holds/index.ts';
export * from './policy/index.ts';
