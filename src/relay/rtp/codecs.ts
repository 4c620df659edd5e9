import type { Codec } from './codec.ts';
import { h264 } from './h264.ts';
import { h265 } from './h265.ts';

export const codecOf = (name: Codec['name']): Codec => (name === 'h264' ? h264 : h265);
