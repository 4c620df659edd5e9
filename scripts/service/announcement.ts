import { z } from 'zod';

const announcement = z.object({
  ready: z.string(),
  /** Where the api listens. */
  url: z.url().optional(),
  /** The api's one-time token by which the first admin is made, while there is none. */
  setupToken: z.string().optional(),
});

export type Announcement = z.infer<typeof announcement>;

/** The line by which a process of ours says on its stdout that it serves, or `undefined` for any other line. */
export function readAnnouncement(line: string): Announcement | undefined {
  if (!line.startsWith('{"ready":')) return undefined;
  try {
    return announcement.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
