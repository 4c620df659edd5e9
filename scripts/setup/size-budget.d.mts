import type { Plugin } from 'vite';

export interface FirstLoad {
  readonly name: string;
  /** Ends of the paths of the modules that it loads lazily. */
  readonly modules: readonly string[];
  readonly maxKb: number;
}

export declare const sizeBudget: (firstLoads: readonly FirstLoad[]) => Plugin;
