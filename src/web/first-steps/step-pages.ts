import type { FirstStep } from '../../client/index.ts';
import type { Messages } from '../messages/vi.ts';

interface StepPage {
  readonly path: string;
  readonly word: keyof Messages['frame'];
}

/** Where each step is done. */
export const stepPages: Readonly<Record<FirstStep['step'], readonly StepPage[]>> = {
  people: [{ path: '/users', word: 'users' }],
  map: [{ path: '/sites', word: 'sites' }],
  cameras: [
    { path: '/discovery', word: 'discover' },
    { path: '/import', word: 'import' },
  ],
  notices: [{ path: '/cameras', word: 'cameras' }],
  policy: [{ path: '/policies', word: 'policies' }],
  mail: [
    { path: '/system', word: 'system' },
    { path: '/users', word: 'users' },
  ],
};
