/** Bytes that can be read anywhere: a file, or a `Blob` in slices. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Exactly these bytes, which lie within the source. */
  read(offsetBytes: number, sizeBytes: number): Promise<Uint8Array>;
}

/** SHA-256 over bytes as they come. */
export interface RunningDigest {
  update(bytes: Uint8Array): void;
  /** Lower-case hex. Called once, at the end. */
  hex(): Promise<string>;
}

/** What the verifier asks of the machine it runs on: Node, or a browser. */
export interface VerifierPlatform {
  /** For as many bytes as will come. */
  digest(sizeBytes: number): RunningDigest;
  /** CRC-32 (ISO 3309) over what came `before` and these bytes, unsigned. */
  crc32(bytes: Uint8Array, before: number): number;
  /** `publicKey` has 32 bytes. */
  isEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}
