import { bytes, type Reply } from '../route.ts';

const disposition = 'Content-Disposition';

/** The headers of `attachedText`, as its route describes them. */
export const downloads = { [disposition]: 'A file name to save it under.' };

export const csv = 'text/csv; charset=utf-8';

/** A text that the browser saves under that name. */
export const attachedText = (contentType: string, name: string, text: string): Reply =>
  bytes(contentType, Buffer.from(text), { [disposition]: `attachment; filename="${name}"` });
