import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';

/** The files of an archive, by name, in its order. */
export async function unzipped(archive: Buffer): Promise<Map<string, Buffer>> {
  const open = promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer);
  return readFiles(await open(archive, { lazyEntries: true }));
}

/** Reads the wanted files of an open archive to their ends. Rejects for content that has not the CRC it should have. */
export function readFiles(
  zip: yauzl.ZipFile,
  isWanted: (entry: yauzl.Entry) => boolean = () => true,
): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  return new Promise((resolve, reject) => {
    const keep = (entry: yauzl.Entry, content: Buffer): void => {
      if (crc32(content) !== entry.crc32) reject(new Error(`${entry.fileName} has not its CRC`));
      files.set(entry.fileName, content);
      zip.readEntry();
    };
    zip.on('end', () => resolve(files)).on('error', reject);
    zip.on('entry', (entry: yauzl.Entry) => {
      if (!isWanted(entry)) return zip.readEntry();
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error);
        stream.toArray().then((chunks) => keep(entry, Buffer.concat(chunks as Buffer[])), reject);
      });
    });
    zip.readEntry();
  });
}

/** The same, into a folder. */
export async function unzipInto(folder: string, archive: Buffer): Promise<Map<string, Buffer>> {
  const files = await unzipped(archive);
  for (const [name, content] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return files;
}
