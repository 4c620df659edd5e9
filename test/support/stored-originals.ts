import { createHash } from 'node:crypto';
import pg from 'pg';
import type { ObjectKey, ObjectStore } from '../../src/objects/index.ts';

/** The rows of the catalogue whose original the store has not, or has otherwise (I1). */
export async function storedFaults(databaseUrl: string, store: Pick<ObjectStore, 'get'>): Promise<string[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ key: ObjectKey; sha256: string }>(
      `select object_key as key, sha256 from segment`,
    );
    const faults: string[] = [];
    for (const { key, sha256 } of rows) {
      const bytes = await store.get(key).catch(String);
      if (typeof bytes === 'string') faults.push(`${key}: ${bytes}`);
      else if (createHash('sha256').update(bytes).digest('hex') !== sha256)
        faults.push(`${key}: other bytes`);
    }
    return faults;
  } finally {
    await client.end();
  }
}
