import { loadConfig } from '../../config/load.ts';
import { layFoundation } from '../../src/compose/foundation.ts';
import type { CameraId } from '../../src/core/index.ts';
import type { Stage } from './stage.ts';

/** What there is of a camera's footage. */
export interface Holdings {
  /** Keys of the originals that the catalogue has a row of. */
  readonly rows: ReadonlySet<string>;
  /** Keys of all objects in the store. */
  readonly objects: ReadonlySet<string>;
}

const folders = ['segments', 'index', 'snapshots', 'storyboards'];

/** Past the service, as its judge: into the catalogue and the store themselves. */
export async function lookInside({ service }: Stage, cameraId: string): Promise<Holdings> {
  const base = await layFoundation(loadConfig({ ...service.env, MINHCHUNG_LOG_LEVEL: 'silent' }), 'demo');
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
