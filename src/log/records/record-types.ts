import type { FieldForms, FieldsOf } from './forms.ts';

/** Of every record. No person's name or id: actors are pseudonyms, so that the bytes may be deleted and the hash stay. */
const common = {
  v: [1],
  /** Origin of the log. */
  log: 'name',
  id: 'name',
  at: 'time',
  boot: 'name',
  /** Since the machine's start. */
  mono_ms: 'whole',
  /** The clock of the process: how far off it is at most, where that is known. */
  clk: { state: ['sync', 'free', 'unknown'], 'off_ms?': 'integer', 'err_ms?': 'whole', 'src?': 'name' },
  by: { id: 'name', version: 'name', build: 'name' },
  salt: 'salt',
  /** Of what an earlier version left without a record. */
  'adopted?': [1],
} as const satisfies FieldForms;

/** Place in the chain of a stream. */
const inStream = {
  cam: 'name',
  stream: ['main', 'sub'],
  seq: 'whole',
  prev: 'digest',
} as const satisfies FieldForms;

/** One stored file, as it was known when its row was committed. Pictures come later: `pic`. */
const seg = {
  ...common,
  ...inStream,
  type: ['seg'],
  run: 'name',
  obj: 'name',
  'ver?': 'name',
  bytes: 'whole',
  sha256: 'digest',
  /** Wall time of the first frame, and of the end. */
  t0: 'time',
  t1: 'time',
  media_ms: 'whole',
  frames: 'whole',
  keys: 'whole',
  pts0: 'integer',
  pts1: 'integer',
  timescale: 'whole',
  codec: 'name',
  w: 'whole',
  h: 'whole',
  /** Of the parameter sets. */
  params: 'digest',
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
  'dev?': { 'epr?': 'name', 'mac?': 'name', 'serial?': 'name', 'fw?': 'name', 'cfg?': 'digest' },
  loc: { lat: 'degrees', lon: 'degrees', ward: 'name', rev: 'whole' },
  /** Whether the camera signs its stream. */
  oms: ['present', 'none'],
  /** The keyframe index. */
  idx: { key: 'name', sha256: 'digest' },
  end: ['rotate', 'eof', 'timeout', 'error', 'stop'],
  /** Why it comes after what was recorded later. */
  'late?': ['spool', 'epoch', 'card'],
} as const satisfies FieldForms;

/** Recording stopped: one record when the gap opens, and one with `t1` when it ends, which names the first by its id. */
const gap = {
  ...common,
  ...inStream,
  type: ['gap'],
  t0: 'time',
  reason: 'name',
  't1?': 'time',
  'opened?': 'name',
} as const satisfies FieldForms;

/** A picture of the segment with this `seq`. In no chain: a segment without one is whole. */
const pic = {
  ...common,
  type: ['pic'],
  cam: 'name',
  stream: ['main', 'sub'],
  seq: 'whole',
  key: 'name',
  sha256: 'digest',
  t: 'time',
} as const satisfies FieldForms;

/** Continues an older log or chain that ended with `count` events, the last of this hash. */
const link = {
  ...common,
  type: ['link'],
  chain: 'name',
  seq: 'whole',
  sha256: 'digest',
  count: 'whole',
} as const satisfies FieldForms;

/** The members of each type of record that is settled. */
export const recordForms = { seg, gap, pic, link } as const;

export type RecordType = keyof typeof recordForms;

/** A record of the evidence log, by its type. */
export type EvidenceRecord = { readonly [T in RecordType]: FieldsOf<(typeof recordForms)[T]> }[RecordType];
