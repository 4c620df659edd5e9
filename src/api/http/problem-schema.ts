import { z } from 'zod';

/** RFC 9457; what every refusal looks like. */
export const problem = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.string(),
    requestId: z.uuid().meta({ description: 'key of the log lines of this call; also X-Request-Id' }),
    field: z.string().optional(),
  })
  .meta({ id: 'Problem' });
