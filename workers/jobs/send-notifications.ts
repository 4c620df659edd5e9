import { type SendDeps, sendNotifications } from '../../src/access/index.ts';

/** Sends what waits. */
export const sendSiteNotifications = async (deps: SendDeps): Promise<'done' | 'skipped'> =>
  (await sendNotifications(deps)) > 0 ? 'done' : 'skipped';
