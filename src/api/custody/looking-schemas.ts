import { z } from 'zod';
import { instant } from '../terms/time.ts';
import { custodyFilter, event } from './custody-schemas.ts';

const one = (description: string) => z.string().optional().meta({ description });

export const lookingQuery = z.strictObject({
  ...custodyFilter,
  order: one('newest or oldest, by when a session began; newest when absent'),
  after: one('`next` of the page before'),
  limit: one('1 to 100; 50 when absent'),
});

const count = z.int().min(0);

const seen = z
  .strictObject({
    playlists: count,
    gops: count.meta({ description: 'that left' }),
    servedMs: count.meta({ description: 'how long they play; counted again where they were sent again' }),
    stills: count,
    previews: count.meta({ description: 'strips of previews under the pointer' }),
    searches: count.meta({ description: 'searches for changes; nothing was shown by them' }),
    exports: count.meta({ description: 'bundles, ordered or downloaded' }),
    marks: count,
    checks: count.meta({ description: 'check pictures of cameras, and trials of streams' }),
  })
  .meta({ id: 'SeenInSession' });

const session = z
  .strictObject({
    id: z.string().meta({ description: 'of its first event; opens it' }),
    from: instant,
    to: instant.meta({ description: 'when its last event happened' }),
    actor: z.string().meta({ description: 'pseudonym' }),
    role: z.string(),
    requestId: z.string().optional().meta({ description: 'absent: at check pictures, outside any request' }),
    caseNumber: z.string().optional(),
    cameraIds: z.array(z.string()),
    events: count,
    looks: count.meta({
      description: 'playlists, stills, bundles and checks; all previews together are one',
    }),
    seen,
  })
  .meta({ id: 'LookingSession' });

export const lookingPage = z
  .strictObject({
    sessions: z.array(session),
    longestPauseMs: z.int().meta({ description: 'a longer pause begins another session' }),
    next: z.string().optional().meta({ description: '`after` of the next page; absent: there is none' }),
  })
  .meta({ id: 'LookingPage' });

export const openedQuery = z.strictObject({
  after: one('number of an event of the session: those behind it'),
  limit: one('1 to 500; 100 when absent'),
});

export const openedSession = z
  .strictObject({
    events: z.array(event).meta({ description: 'in the order in which they happened' }),
    next: z.number().optional().meta({ description: '`after` of the next page; absent: there is none' }),
  })
  .meta({ id: 'OpenedSession' });

export type LookingSessionJson = z.input<typeof session>;
