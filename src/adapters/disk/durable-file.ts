import { type FileHandle, link, mkdir, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf, unavailable } from '../../core/index.ts';
import { BufferPool } from './buffer-pool.ts';

/** Only this user may read footage. */
const fileMode = 0o600;
const directoryMode = 0o700;

/**
 * Writes a new file at `temporaryPath`, fsyncs it, reads it again and compares every byte. What fails leaves nothing.
 * The second reading comes from the page cache: it finds a failed write, not a failing disk.
 */
export async function writeVerified(temporaryPath: string, bytes: Uint8Array): Promise<void> {
  const file = await open(temporaryPath, 'wx+', fileMode);
  try {
    await writeAll(file, bytes);
    await file.sync();
    if (!(await holds(file, bytes)))
      throw unavailable('object-damaged', 'the disk gave back other bytes than were written; not stored');
  } catch (error) {
    await unlink(temporaryPath);
    throw error;
  } finally {
    await file.close();
  }
}

/** One call where `writeFile` makes one for every half megabyte. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; )
    written += (await file.write(bytes, written, bytes.length - written, written)).bytesWritten;
}

/** Read piece by piece: a second buffer of a segment's size would have V8 collect garbage at every segment. */
const pieceBytes = 1024 * 1024;
const pieces = new BufferPool(2);

/** Whether the file holds exactly these bytes. */
async function holds(file: FileHandle, bytes: Uint8Array): Promise<boolean> {
  if ((await file.stat()).size !== bytes.length) return false;
  return pieces.lend(pieceBytes, (piece) => holdsByPieces(file, bytes, piece));
}

async function holdsByPieces(file: FileHandle, bytes: Uint8Array, piece: Buffer): Promise<boolean> {
  for (let offset = 0; offset < bytes.length; offset += piece.length) {
    const expected = bytes.subarray(offset, offset + piece.length);
    const filled = await readInto(file, piece.subarray(0, expected.length), offset);
    if (!bytesEqual(piece.subarray(0, filled), expected)) return false;
  }
  return true;
}

/**
 * Gives the file at `temporaryPath` the name `path`, durably, and takes the old name away. A hard link and not a rename,
 * because a rename silently replaces what is there.
 *
 * @returns false when `path` exists already; it is unchanged
 */
export async function publish(temporaryPath: string, path: string): Promise<boolean> {
  try {
    await intoFolder(path, () => link(temporaryPath, path));
    await syncDirectory(dirname(path));
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(temporaryPath);
  }
}

/** Gives the file at `temporaryPath` the name `path`, durably, in the place of the file that has it. */
export async function supersede(temporaryPath: string, path: string): Promise<void> {
  try {
    await intoFolder(path, () => rename(temporaryPath, path));
  } catch (error) {
    await unlink(temporaryPath);
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** A `remove` elsewhere may take a folder away that is still empty, as soon as it is made: then again. */
async function intoFolder(path: string, name: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await makeDirectory(dirname(path));
      return await name();
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT' || attempt === 10) throw error;
    }
  }
}

/** `mkdir -p`, and every folder that was made is durable in its parent. */
export async function makeDirectory(path: string): Promise<void> {
  const firstMade = await mkdir(path, { recursive: true, mode: directoryMode });
  if (firstMade === undefined) return;
  const end = dirname(firstMade);
  for (let made = path; made !== end; made = dirname(made)) await syncDirectory(dirname(made));
}

export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Up to `sizeBytes` from an offset; fewer when the file ends before. */
export async function readFileRange(
  file: FileHandle,
  offsetBytes: number,
  sizeBytes: number,
): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(sizeBytes);
  return buffer.subarray(0, await readInto(file, buffer, offsetBytes));
}

/** Fills the buffer from the file, and answers how far it got before the file ended. */
export async function readInto(file: FileHandle, buffer: Uint8Array, offsetBytes: number): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, offsetBytes + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

export const bytesEqual = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
