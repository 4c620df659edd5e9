import { chmod, type FileHandle, link, lstat, unlink } from 'node:fs/promises';
import { type ClosedFile, errnoOf } from '../../core/index.ts';

/** An object that shares its bytes with a spool file: a write by either name would change it, so neither may be written. */
const sharedMode = 0o400;

/** Names the open file by what no other file shares. Ask before the file is read: a write after that shows. */
export async function closedFileAt(path: string, file: FileHandle): Promise<ClosedFile> {
  const { dev, ino, size, mtimeNs } = await file.stat({ bigint: true });
  return { path, device: dev, inode: ino, sizeBytes: Number(size), modifiedNs: mtimeNs };
}

/** Whether that file, unchanged, has the name `path`. A symbolic link to it does not count. */
export async function isSameFile(path: string, known: ClosedFile): Promise<boolean> {
  const { dev, ino, size, mtimeNs } = await lstat(path, { bigint: true });
  return (
    dev === known.device &&
    ino === known.inode &&
    Number(size) === known.sizeBytes &&
    mtimeNs === known.modifiedNs
  );
}

/**
 * Gives the file a second name, `linkPath`, under which it can be read only. Nothing of it is written or read.
 *
 * @returns why it has none: `changed`, or the errno of the disk, such as `EXDEV` on another file system. The file is then
 *   as it was, and may be copied: a disk that fails for any other reason fails the copy too, and says why.
 */
export async function linkUnchanged(known: ClosedFile, linkPath: string): Promise<string | undefined> {
  try {
    await link(known.path, linkPath);
  } catch (error) {
    return reasonIn(error);
  }
  const why = await refusalOf(known, linkPath);
  if (why !== undefined) await unlink(linkPath);
  return why;
}

async function refusalOf(known: ClosedFile, linkPath: string): Promise<string | undefined> {
  try {
    if (!(await isSameFile(linkPath, known))) return 'changed';
    await chmod(linkPath, sharedMode);
    return undefined;
  } catch (error) {
    return reasonIn(error);
  }
}

const reasonIn = (error: unknown): string => errnoOf(error) ?? 'unknown';
