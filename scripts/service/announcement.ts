import { z } from 'zod';

const announcement = z.object({
  ready: z.string(),
  /** URL of the api for a browser. */
  url: z.url().optional(),
  /** Other URLs of the api. */
  others: z.array(z.url()).default([]),
  /** One-time token of the api to make the first admin; absent once an admin exists. */
  setupToken: z.string().optional(),
});

export type Announcement = z.infer<typeof announcement>;

/** Parses the line by which a process announces on stdout that it serves; `undefined` for other lines. */
export function readAnnouncement(line: string): Announcement | undefined {
  if (!line.startsWith('{"ready":')) return undefined;
  try {
    return announcement.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
