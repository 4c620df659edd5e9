import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dayMs, type NodeId } from '../../core/index.ts';
import type { Workers } from '../../recording/index.ts';
import { isLocked, lockFolder, type StatusOf } from './folder-lock.ts';
import { unlessMissing } from './missing.ts';

/** A worker holds this, and is dead when the kernel has freed it. */
interface WorkerLock {
  release(): Promise<void>;
}

/** The locks of the workers of one node, that is of one kernel: `<root>/workers/<node>/<uuid>/`. */
export class WorkerLocks implements Workers {
  constructor(
    private readonly root: string,
    private readonly nodeId: NodeId,
    private readonly statusOf?: StatusOf,
  ) {}

  /** Holds the lock of a worker, `<node>/<uuid>`, for as long as its process lives. Errors: those of `lockFolder`. */
  async hold(worker: string): Promise<WorkerLock> {
    const directory = join(this.root, 'workers', worker);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const file = await lockFolder(directory, this.statusOf);
    await this.forgetOld();
    return {
      release: async () => {
        await rm(directory, { recursive: true, force: true });
        await file.close();
      },
    };
  }

  async isGone(worker: string): Promise<boolean> {
    const uuid = this.uuidOf(worker);
    return uuid !== undefined && (await this.made(uuid)) !== undefined && this.isFree(uuid);
  }

  async forget(worker: string): Promise<void> {
    const uuid = this.uuidOf(worker);
    if (uuid !== undefined) await rm(this.folderOf(uuid), { recursive: true, force: true });
  }

  /** A worker that died without a lease is asked about by nobody. */
  private async forgetOld(): Promise<void> {
    for (const uuid of await readdir(join(this.root, 'workers', this.nodeId))) {
      const made = await this.made(uuid);
      const isOld = made !== undefined && Date.now() - made.mtimeMs > dayMs;
      if (isOld && (await this.isFree(uuid))) await rm(this.folderOf(uuid), { recursive: true, force: true });
    }
  }

  private made(uuid: string) {
    return stat(this.folderOf(uuid)).catch(unlessMissing);
  }

  private async isFree(uuid: string): Promise<boolean> {
    return !(await isLocked(this.folderOf(uuid), this.statusOf));
  }

  private folderOf(uuid: string): string {
    return join(this.root, 'workers', this.nodeId, uuid);
  }

  /** `undefined` for a worker of another node, and for what is no name of one: it comes from the catalogue. */
  private uuidOf(worker: string): string | undefined {
    const [node, uuid = '', ...rest] = worker.split('/');
    return node === this.nodeId && rest.length === 0 && isUuid.test(uuid) ? uuid : undefined;
  }
}

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
