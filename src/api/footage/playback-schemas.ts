import { z } from 'zod';
import { instant } from '../terms/time.ts';

/** Both or neither: without them, all of the request. */
export const playlistQuery = z.strictObject({ from: instant.optional(), to: instant.optional() });

export const pictureQuery = z.strictObject({ at: instant });
