import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { AppError, invalid, sha256Hex } from '../../core/index.ts';
import { formatVerifierKey, parseVerifierKey, type VerifierKey, verifierKey } from '../../log/index.ts';
import type { WitnessMemory } from '../../witness/index.ts';
import { readIfThere, readOrCreate } from './read-or-create.ts';
import { replaceFile } from './replaced-file.ts';

/** All that a witness has on its disk: `witness-key`, `witness.vkey`, `logs`, and `seen/` with a checkpoint for each log. */
export class WitnessFolder implements WitnessMemory {
  constructor(private readonly folder: string) {}

  /**
   * The key of the witness, made at first use under this name. Errors: `invalid` `witness-name-taken` (the folder is of another
   * one), `verifier-key-malformed`; `internal` `key-damaged`.
   */
  async key(
    name: string | undefined,
    otherwise: string,
  ): Promise<{ key: VerifierKey; privateKey: KeyObject }> {
    const privateKey = createPrivateKey(await readOrCreate(this.at('witness-key'), newKey));
    const own = verifierKey(name ?? otherwise, 'cosignature', createPublicKey(privateKey));
    const text = await readOrCreate(this.at('witness.vkey'), () =>
      Buffer.from(`${formatVerifierKey(own)}\n`),
    );
    const key = parseVerifierKey(text.toString('utf8').trim());
    if (!key.publicKey.equals(own.publicKey))
      throw new AppError(
        'internal',
        'key-damaged',
        `witness.vkey in ${this.folder} is not of the key beside it`,
      );
    if (name !== undefined && key.name !== name)
      throw invalid('witness-name-taken', `the witness in ${this.folder} is called ${key.name}`);
    return { key, privateKey };
  }

  /** The logs that it knows. Errors: `invalid` `verifier-key-malformed`. */
  async logs(): Promise<VerifierKey[]> {
    const text = (await readIfThere(this.at('logs')))?.toString('utf8') ?? '';
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => logKeyOf(line.trim()));
  }

  /** From now on it knows this log, too. Errors: `invalid` `verifier-key-malformed`. */
  async addLog(text: string): Promise<VerifierKey> {
    const key = logKeyOf(text);
    const known = (await this.logs()).filter(({ publicKey }) => !publicKey.equals(key.publicKey));
    const lines = [...known, key].map((each) => `${formatVerifierKey(each)}\n`);
    await replaceFile(this.at('logs'), Buffer.from(lines.join('')));
    return key;
  }

  read = (origin: string): Promise<Uint8Array | undefined> => readIfThere(this.seenPath(origin));

  keep = (origin: string, checkpoint: Uint8Array): Promise<void> =>
    replaceFile(this.seenPath(origin), checkpoint);

  private seenPath = (origin: string): string => this.at('seen', sha256Hex(Buffer.from(origin)));

  private at = (...names: string[]): string => join(this.folder, ...names);
}

const newKey = (): Buffer =>
  Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));

function logKeyOf(text: string): VerifierKey {
  const key = parseVerifierKey(text);
  if (key.type === 'note') return key;
  throw invalid('verifier-key-malformed', `${key.name} is the key of a witness, not of a log`);
}
