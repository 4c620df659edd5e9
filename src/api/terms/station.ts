import { z } from 'zod';

/** What two acts of two people have in common, when the second came within an hour. */
export const stationInCommon = z.enum(['browser', 'address', 'both']).meta({
  id: 'SameStation',
  description: 'within an hour, another person acted from the same browser, network address, or both',
});
