export { createCredentialCipher } from './credential-cipher.ts';
export type { CredentialCipher, Credentials } from './credentials.ts';
export { createSealer, type Sealer } from './sealing.ts';
