import { common, device, inStream, range } from './common.ts';
import type { FieldForms } from './forms.ts';

/**
 * One stored file, as it was known when its row was committed. Pictures come later: `pic`. Only an adopted one may leave out what
 * its file alone tells (`toldByFile`).
 */
export const seg = {
  ...common,
  ...inStream,
  type: ['seg'],
  run: 'name',
  obj: 'name',
  'ver?': 'name',
  bytes: 'whole',
  sha256: 'digest',
  /** Wall time of the first frame, and of the end. */
  ...range,
  media_ms: 'whole',
  'frames?': 'whole',
  'keys?': 'whole',
  'pts0?': 'integer',
  'pts1?': 'integer',
  'timescale?': 'whole',
  codec: 'name',
  w: 'whole',
  h: 'whole',
  /** Of the parameter sets. */
  'params?': 'digest',
  'rtp?': {
    ssrc: 'whole',
    seq0: 'whole',
    seq1: 'whole',
    lost: 'whole',
    'sr_ntp?': 'name',
    'sr_rtp?': 'whole',
  },
  /** The camera's clock minus ours. */
  cam_clk: { src: ['GSDT', 'SR', 'none'], 'off_ms?': 'integer', 'err_ms?': 'whole', 'at?': 'time' },
  'dev?': { ...device, 'cfg?': 'digest' },
  /** Where the camera stood, if that was known; `rev`: number of the camera's newest record, 0 before the first. */
  loc: { 'lat?': 'degrees', 'lon?': 'degrees', 'ward?': 'name', rev: 'whole' },
  /** Whether the camera signs its stream. */
  'oms?': ['present', 'none'],
  /** The keyframe index. */
  idx: { key: 'name', 'sha256?': 'digest' },
  /** What closed the file; absent where nobody knows. */
  'end?': ['rotate', 'eof', 'timeout', 'error', 'stop'],
  /** Why it comes after what was recorded later. */
  'late?': ['spool', 'epoch', 'card'],
} as const satisfies FieldForms;

/** Members of a `seg` that only its file tells. */
export const toldByFile = ['frames', 'keys', 'pts0', 'pts1', 'timescale', 'params', 'oms'] as const;

/** Recording stopped: one record when the gap opens, and one with `t1` when it ends, which names the first by its id. */
export const gap = {
  ...common,
  ...inStream,
  type: ['gap'],
  t0: 'time',
  reason: 'name',
  't1?': 'time',
  'opened?': 'name',
} as const satisfies FieldForms;

/** A picture of the segment with this `seq`. In no chain: a segment without one is whole. */
export const pic = {
  ...common,
  type: ['pic'],
  cam: 'name',
  stream: ['main', 'sub'],
  seq: 'whole',
  key: 'name',
  sha256: 'digest',
  t: 'time',
} as const satisfies FieldForms;

/** The segments of one stream in a deletion. `sha256`: of their sorted keys, each followed by a line feed. */
const deletion = {
  ...common,
  ...inStream,
  type: ['del'],
  del: 'name',
  cause: ['days', 'quota'],
  ...range,
  /** The numbers of the segments' records; absent where they have none. */
  'segs?': 'spans',
  count: 'whole',
  objs: 'whole',
  sha256: 'digest',
} as const satisfies FieldForms;

/** `intent`: what is about to be deleted. */
export const deletionIntent = { ...deletion, act: ['intent'] } as const satisfies FieldForms;

/** `result`: what the store confirmed; `bytes` of the originals that were there. */
export const deletionResult = {
  ...deletion,
  act: ['result'],
  bytes: 'whole',
  /** Of the objects by the segments' rows; absent where the deletion began in a version that did not tell them apart. */
  'tally?': { deleted: 'whole', absent: 'whole', failed: 'whole' },
} as const satisfies FieldForms;
