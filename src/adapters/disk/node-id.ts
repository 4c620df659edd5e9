import { AppError, isId, type NodeId, newId } from '../../core/index.ts';
import { readOrCreate } from './read-or-create.ts';

/** The id of this host's spool, stored in the spool itself; made at first use. Errors: `internal` `node-id-damaged`. */
export async function readNodeId(path: string, nowMs: number): Promise<NodeId> {
  const text = (await readOrCreate(path, () => Buffer.from(`${newId('node', nowMs)}\n`)))
    .toString('utf8')
    .trim();
  if (!isId('node', text)) throw new AppError('internal', 'node-id-damaged', `${path} holds no node id`);
  return text;
}
