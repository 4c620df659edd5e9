import type { Plugin } from 'vite';

export declare const sizeBudget: (options: { readonly mostKb: number }) => Plugin;
