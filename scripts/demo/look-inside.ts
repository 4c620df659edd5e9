import { loadConfig } from '../../config/load.ts';
import { openServices } from '../../src/compose/services.ts';
import type { CameraId } from '../../src/core/index.ts';
import type { Demo } from './start-demo.ts';

/** The stored footage of one camera. */
export interface Holdings {
  /** Keys of the originals that have a row in the catalogue. */
  readonly rows: ReadonlySet<string>;
  /** Keys of all objects in the store. */
  readonly objects: ReadonlySet<string>;
}

const folders = ['segments', 'index', 'snapshots', 'storyboards'];

/** Reads the catalogue and the store directly, to check the service from outside. */
export async function lookInside({ service }: Demo, cameraId: string): Promise<Holdings> {
  const base = await openServices(loadConfig({ ...service.env, MINHCHUNG_LOG_LEVEL: 'silent' }), 'demo');
  try {
    const rows = await base.db
      .selectFrom('segment')
      .select('object_key')
      .where('camera_id', '=', cameraId as CameraId)
      .execute();
    const objects = new Set<string>();
    for (const folder of folders)
      for await (const { key } of base.store.list(`${folder}/${cameraId}/`)) objects.add(key);
    return { rows: new Set(rows.map(({ object_key }) => object_key)), objects };
  } finally {
    await base.close();
  }
}
