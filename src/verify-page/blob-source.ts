import type { ByteSource } from '../verify/index.ts';

/** A file that the person chose, read in slices. `onRead` hears how many bytes were read so far. */
export const blobSource = (blob: Blob, onRead: (bytes: number) => void): ByteSource => {
  let readBytes = 0;
  return {
    sizeBytes: blob.size,
    read: async (offsetBytes, sizeBytes) => {
      const bytes = await blob.slice(offsetBytes, offsetBytes + sizeBytes).arrayBuffer();
      readBytes += bytes.byteLength;
      onRead(readBytes);
      return new Uint8Array(bytes);
    },
  };
};
