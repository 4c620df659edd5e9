export { BitReader } from './bit-reader.ts';
export { BitWriter } from './bit-writer.ts';
export { escapeNalUnit, unescapeNalUnit } from './emulation-prevention.ts';
