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

/** How a time stamp authority signs: RSA (PKCS #1 v1.5) or ECDSA. */
export interface SignedKind {
  readonly key: 'RSA' | 'P-256' | 'P-384' | 'P-521';
  readonly hash: 'SHA-256' | 'SHA-384' | 'SHA-512';
}

/** What is signed, and by whom. `publicKey`: SubjectPublicKeyInfo; an ECDSA signature is DER, too. */
export interface SignedMessage {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** What the verifier asks of the machine it runs on: Node, or a browser. */
export interface VerifierPlatform {
  /** For as many bytes as will come. */
  digest(sizeBytes: number): RunningDigest;
  /** CRC-32 (ISO 3309) over what came `before` and these bytes, unsigned. */
  crc32(bytes: Uint8Array, before: number): number;
  /** `publicKey` has 32 bytes. */
  isEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
  hash(name: SignedKind['hash'], bytes: Uint8Array): Promise<Uint8Array>;
  /** `false` also for a key or a signature that is none. */
  isSigned(kind: SignedKind, signed: SignedMessage): Promise<boolean>;
}
