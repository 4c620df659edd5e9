import { z } from 'zod';
import type { ChainLink } from './chain.ts';

const body = z.object({
  id: z.string(),
  atMs: z.int(),
  actor: z.string().optional(),
  role: z.string(),
  tokenId: z.string().optional(),
  event: z.string(),
  subject: z.string().optional(),
  requestId: z.string().optional(),
  cameraId: z.string().optional(),
  fromMs: z.int().optional(),
  toMs: z.int().optional(),
  detail: z.record(z.string(), z.union([z.string(), z.int()])).optional(),
});

/** An event as the log tells it: `actor` and `subject` are pseudonyms, `event` may be of any version. */
export interface LoggedEvent extends z.output<typeof body> {
  readonly seq: number;
  readonly sha256: string;
}

/** Reads a link. What cannot be read was not written by the service: a `ZodError` or `SyntaxError`. */
export const loggedEventOf = ({ seq, sha256, body: text }: ChainLink): LoggedEvent => ({
  seq,
  sha256,
  ...body.parse(JSON.parse(text)),
});
