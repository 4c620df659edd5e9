import { z } from 'zod';

export const person = z
  .strictObject({
    id: z.string().optional(),
    fullName: z.string().optional().meta({ description: 'absent once the user is forgotten' }),
    pseudonym: z.string().optional().meta({ description: 'all that an auditor is told' }),
  })
  .meta({ id: 'Person' });

export type PersonJson = z.input<typeof person>;
