import { acted, common, device, ofCamera } from './common.ts';
import type { FieldForms } from './forms.ts';

/** The whole camera after the act, with the notice and the pause that are in force. */
export const cam = {
  ...common,
  ...acted,
  ...ofCamera,
  type: ['cam'],
  act: ['enrol', 'change', 'notice', 'end-notice', 'pause', 'resume', 'leave'],
  /** Names of what was changed, also of what is no fact here, such as address and credentials. */
  'changed?': 'names',
  site: 'name',
  hood: 'name',
  enrolled: 'time',
  /** Whether a person wants it recorded. */
  recording: ['on', 'off'],
  name: 'words',
  'street?': 'words',
  'landmark?': 'words',
  'purpose?': 'words',
  'loc?': { lat: 'degrees', lon: 'degrees', 'bearing?': 'degrees', 'view?': 'degrees' },
  'dev?': { ...device, 'model?': 'line' },
  /** The shape in which pictures are seen, where the stream does not say it. */
  'aspect?': 'name',
  'notice?': { id: 'name', posted: 'day', text: 'words', at: 'time' },
  /** `t1`: when it ends by itself. */
  'pause?': {
    id: 'name',
    contributor: 'name',
    kind: ['paused', 'withdrawn'],
    reason: 'words',
    t0: 'time',
    't1?': 'time',
  },
} as const satisfies FieldForms;

/** A measurement of the camera's clock: that clock minus ours, by ONVIF or by RTCP. */
export const cclk = {
  ...common,
  ...ofCamera,
  type: ['cclk'],
  src: ['GSDT', 'SR'],
  off_ms: 'integer',
  err_ms: 'whole',
} as const satisfies FieldForms;
