import { AppError, isId, type WardId } from '../../core/index.ts';
import { readIfThere, readOrCreate } from './read-or-create.ts';

/** The ward that this data directory serves; `undefined` before its first start. Errors: `internal` `ward-id-damaged`. */
export async function readWardId(path: string): Promise<WardId | undefined> {
  const text = (await readIfThere(path))?.toString('utf8').trim();
  if (text === undefined) return undefined;
  if (!isId('ward', text)) throw new AppError('internal', 'ward-id-damaged', `${path} holds no ward id`);
  return text;
}

/** Remembers it, unless one is remembered. */
export async function keepWardId(path: string, id: WardId): Promise<void> {
  await readOrCreate(path, () => Buffer.from(`${id}\n`));
}
