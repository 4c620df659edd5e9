import { z } from 'zod';
import { instant } from '../terms/time.ts';

const visit = z
  .strictObject({
    cameraId: z.string(),
    name: z.string(),
    where: z.string().optional(),
    missingMinutes: z.number(),
    since: instant.optional(),
    cause: z
      .string()
      .meta({ description: 'A gap reason, or black, dark, frozen, intra-refresh, no-picture.' }),
    code: z
      .string()
      .optional()
      .meta({ description: 'Error code of the last try, where the camera is at fault.' }),
    message: z.string().optional(),
    remedy: z.string(),
  })
  .meta({ id: 'Visit' });

export const healthList = z
  .strictObject({
    from: instant,
    to: instant,
    neighbourhoods: z.array(
      z.strictObject({
        neighbourhoodId: z.string(),
        neighbourhood: z.string(),
        missingMinutes: z.number(),
        visits: z.array(visit),
      }),
    ),
  })
  .meta({ id: 'HealthList' });

export const toDoList = z
  .strictObject({
    items: z.array(
      z
        .strictObject({
          kind: z.enum(['no-notice', 'no-place', 'clock-off', 'default-password', 'shared-password']),
          cameraIds: z.array(z.string()),
          exceptions: z.array(
            z.strictObject({
              cameraId: z.string(),
              untilOn: z.string(),
              reason: z.string(),
              isOver: z.boolean(),
            }),
          ),
        })
        .meta({ id: 'ToDoItem' }),
    ),
  })
  .meta({ id: 'ToDoList' });

export const newException = z
  .strictObject({ untilOn: z.string(), reason: z.string().trim().min(10).max(500) })
  .meta({ id: 'NewPasswordException' });

export type ToDoListJson = z.input<typeof toDoList>;
