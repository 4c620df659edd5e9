import express, { type Request, type Response } from 'express';
import { invalid } from '../../core/index.ts';
import type { Upload } from '../route.ts';

/** Types of a table: a CSV, or an Excel workbook. */
export const tableTypes = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;

/**
 * Reads a body that is no JSON, after authentication: no stranger makes us hold megabytes. Answers its bytes; none at
 * all when it is declared as another type. Errors: `body-too-large`, as Express has it.
 */
export async function readUpload(
  request: Request,
  response: Response,
  { types, maxBytes }: Upload,
): Promise<Uint8Array | undefined> {
  const parse = express.raw({ type: [...types], limit: maxBytes });
  await new Promise<void>((resolve, reject) => {
    parse(request, response, (error?: Error) => (error ? reject(error) : resolve()));
  });
  return request.body instanceof Uint8Array ? request.body : undefined;
}

/** The bytes of an upload. Errors: `upload-missing` (nothing came, or it was declared as another type). */
export function uploadOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array && body.length > 0) return body;
  throw invalid('upload-missing', 'Send the file as the body, with its Content-Type.');
}
