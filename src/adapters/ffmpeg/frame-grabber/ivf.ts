/** IVF: a header of 32 bytes, then each frame after 12 bytes of size and timestamp; all little-endian. */
const ivfHeaderBytes = 32;
const ivfFrameHeaderBytes = 12;

/** The head of an IVF stream with timestamps in milliseconds. The coding named in it is overruled by `-c:v`. */
export function ivfHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(ivfHeaderBytes);
  header.write('DKIF', 0, 'latin1');
  header.writeUInt16LE(ivfHeaderBytes, 6);
  header.write('H264', 8, 'latin1');
  header.writeUInt16LE(width, 12);
  header.writeUInt16LE(height, 14);
  header.writeUInt32LE(1000, 16);
  header.writeUInt32LE(1, 20);
  return header;
}

/** The header before the bytes of one IVF frame. */
export function ivfFrameHeader(sizeBytes: number, timestamp: number): Buffer {
  const header = Buffer.alloc(ivfFrameHeaderBytes);
  header.writeUInt32LE(sizeBytes, 0);
  header.writeBigUInt64LE(BigInt(timestamp), 4);
  return header;
}
