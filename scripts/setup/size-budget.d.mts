import type { Plugin } from 'vite';

export declare const sizeBudget: (options: { readonly maxKb: number }) => Plugin;
