import type { BundleRole } from './manifest-form.ts';

/** Files that the manifest does not list, in the order in which they begin the ZIP. */
export const unlistedNames = {
  manifest: 'manifest.json',
  note: 'manifest.note',
  /** The rest of the request's chain, to the `exp` record that names the manifest. */
  exportRecords: 'exp.jsonl',
  exportProofs: 'exp.proofs',
  exportCheckpoint: 'exp.checkpoint',
  exportConsistency: 'exp.consistency',
} as const;

export const checkpointName = 'checkpoint';
export const timestampName = 'checkpoint.tsr';
/** The token of RFC 3161 over a checkpoint, by the file of that. */
export const stampName = (checkpoint: string): string => checkpoint.replace(/(?:\.checkpoint)?$/, '.tsr');
/** The last checkpoint of a log that another one continues. */
export const endedCheckpointName = (log: number): string => `logs/${log}.checkpoint`;
/** The first leaf of a log that continues another. */
export const linkRecordsName = (log: number): string => `logs/${log}.jsonl`;
export const custodyName = 'custody.jsonl';

/** The file of a key in use, as text. */
export const keyName = (use: 'log' | 'export'): string => `keys/${use}.vkey`;
/** The changes of that key, since the first one. */
export const keyRecordsName = (use: 'log' | 'export'): string => `keys/${use}.jsonl`;

export const streamRecordsName = (cam: string, stream: string): string => `records/${cam}/${stream}.jsonl`;
/** Records of the stream's chain that came after others: late segments, the ends of gaps, deletions. */
export const laterRecordsName = (cam: string, stream: string): string =>
  `records/${cam}/${stream}-later.jsonl`;
export const cameraRecordsName = (cam: string): string => `records/${cam}/camera.jsonl`;
export const pictureRecordsName = (cam: string): string => `records/${cam}/pictures.jsonl`;
export const siteRecordsName = (site: string): string => `records/site/${site}.jsonl`;

export const proofsName = (records: string): string => records.replace(/\.jsonl$/, '.proofs');

export const indexName = (cam: string, stream: string): string => `index/${cam}/${stream}.jsonl`;
export const originalName = (cam: string, stream: string, seq: number): string =>
  `segments/${cam}/${stream}/${seq}.mp4`;

/** Begins the ZIP that proves a negative answer: what was stated. */
export const statementName = 'statement.json';

const roles: readonly (readonly [RegExp, BundleRole])[] = [
  [/^checkpoint$/, 'checkpoint'],
  [/^logs\/[1-9]\d*\.checkpoint$/, 'checkpoint'],
  [/^checkpoint\.tsr$/, 'timestamp'],
  [/^heads\/(?:[1-9]\d*)\.(?:checkpoint|consistency|tsr)$/, 'head'],
  [/^keys\/(?:log|export)\.vkey$/, 'key'],
  [/^custody\.jsonl$/, 'custody'],
  [/^(?:keys\/(?:log|export)|logs\/[1-9]\d*|records\/[^/]+\/[^/]+)\.jsonl$/, 'record'],
  [/^(?:custody|keys\/(?:log|export)|logs\/[1-9]\d*|records\/[^/]+\/[^/]+)\.proofs$/, 'proof'],
  [/^index\/[^/]+\/(?:main|sub)\.jsonl$/, 'index'],
  [/^pictures\/[^/]+\/(?:main|sub)\/[1-9]\d*-\d+\.(?:jpg|webp)$/, 'picture'],
  [/^clip\/[^/]+\.mp4$/, 'clip'],
  [/^segments\/[^/]+\/(?:main|sub)\/[1-9]\d*\.mp4$/, 'original'],
  [/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/, 'paper'],
  [/^papers\/[^/]+$/, 'paper'],
];

/** What a listed file is for; `undefined` of a name that no listed file has. */
export function roleOf(name: string): BundleRole | undefined {
  if (Object.values<string>(unlistedNames).includes(name)) return undefined;
  return roles.find(([form]) => form.test(name))?.[1];
}
