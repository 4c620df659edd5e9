import { AppError, InTurn, inParallel } from '../core/index.ts';
import {
  type Checkpoint,
  formatChainEnd,
  formatCheckpoint,
  formatNote,
  keyChangePath,
  type NoteKey,
  type NoteSignature,
  newestStampPath,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  type ReadTile,
  type SignedChainEnd,
  type SignedNote,
  signNote,
  stampPath,
  type TileFile,
  type TreeHead,
  tilePath,
  type VerifierKey,
  witnessedPath,
} from '../log/index.ts';
import { logFileKey, type ObjectKey, type ObjectStore, readLogFile } from '../objects/index.ts';

const putsAtOnce = 4;

export const checkpointPath = 'checkpoint';

/** Where the signed note of the end of a chain lies. */
export const chainEndPath = (chain: string): string => `chains/${chain}`;

type LogStore = Pick<ObjectStore, 'put' | 'replace' | 'get' | 'list' | 'removeAll'>;

/** The files of one log in the object store (C2SP tlog-tiles). Errors of its methods: those of the store. */
export class LogFolder {
  readonly read: ReadTile;
  /** Writers of the checkpoint: whoever adds a signature must not put an older one back. */
  private readonly turns = new InTurn();

  constructor(
    private readonly store: LogStore,
    readonly origin: string,
  ) {
    this.read = readLogFile(store, origin);
  }

  /** Stores tiles and bundles behind the newest signed head. */
  async storeTiles(files: Iterable<TileFile>): Promise<void> {
    await inParallel(putsAtOnce, [...files], (file) => this.storeTile(file));
  }

  /** The newest stored checkpoint; `undefined` when there is none. Errors: those of `openCheckpoint`. */
  async checkpoint(keys: VerifierKey): Promise<Checkpoint | undefined> {
    const bytes = await this.note();
    return bytes && openCheckpoint(bytes, keys).checkpoint;
  }

  /** The same as it is stored, with whatever signatures it bears; nothing is verified. */
  note = (): Promise<Uint8Array | undefined> => this.read(checkpointPath);

  /** Whether anything was ever signed here. */
  hasCheckpoint = async (): Promise<boolean> => (await this.note()) !== undefined;

  /** Signs by the key of the log, or by both while it changes. What others signed of the same head stays. */
  async signHead({ size, root }: TreeHead, ...keys: readonly NoteKey[]): Promise<void> {
    const text = formatCheckpoint({ origin: this.origin, size, root, extensions: [] });
    const own = keys.map(({ verifier, privateKey }) => signNote(text, verifier, privateKey));
    await this.turns.run(checkpointPath, async () => {
      const stored = await this.storedNote();
      const others = stored?.text === text ? stored.signatures : [];
      await this.storeNote({ text, signatures: merged(own, others) });
    });
  }

  /** Adds what others signed of the stored checkpoint; answers whether it is still that one. */
  addSignatures({ text, signatures }: SignedNote): Promise<boolean> {
    return this.turns.run(checkpointPath, async () => {
      const stored = await this.storedNote();
      if (stored?.text !== text) return false;
      await this.storeNote({ text, signatures: merged(stored.signatures, signatures) });
      return true;
    });
  }

  /** Keeps a checkpoint as it was stamped, and the token. Errors: `invalid` of what is no checkpoint; those of the store. */
  async keepStamp(note: Uint8Array, token: Uint8Array): Promise<void> {
    const { size } = parseCheckpoint(parseNote(note).text);
    await this.store.replace(this.key(stampPath(size, 'checkpoint')), note, 'text/plain');
    await this.store.replace(
      this.key(stampPath(size, 'checkpoint.tsr')),
      token,
      'application/timestamp-reply',
    );
    await this.store.replace(this.key(newestStampPath), Buffer.from(String(size)), 'text/plain');
  }

  /** Keeps the newest checkpoint that enough witnesses signed. Errors: those of the store. */
  async keepWitnessed(note: SignedNote): Promise<void> {
    await this.store.replace(this.key(witnessedPath), formatNote(note), 'text/plain');
  }

  /** By the key of the log, or by both while it changes. */
  async signEnds(ends: readonly SignedChainEnd[], ...keys: readonly NoteKey[]): Promise<void> {
    await inParallel(putsAtOnce, ends, async (end) => {
      const note = formatChainEnd(end, this.origin, keys);
      await this.store.replace(this.key(chainEndPath(end.chain)), note, 'text/plain');
    });
  }

  /** Keeps the record of a change of the key, for who has the key of before. */
  async keepKeyChange(seq: number, record: Uint8Array): Promise<void> {
    await this.store.replace(this.key(keyChangePath(seq)), record, 'application/json');
  }

  /** Removes all files in these folders, each with its slash. */
  async removeFolders(folders: Iterable<string>): Promise<void> {
    for (const folder of folders) {
      const keys: ObjectKey[] = [];
      for await (const { key } of this.store.list(this.key(`${folder}x`).slice(0, -1))) keys.push(key);
      await this.store.removeAll(keys);
    }
  }

  /** `undefined` also for what is no note: nothing of it is to be kept. */
  private async storedNote(): Promise<SignedNote | undefined> {
    const bytes = await this.note();
    try {
      return bytes && parseNote(bytes);
    } catch {
      return undefined;
    }
  }

  private async storeNote(note: SignedNote): Promise<void> {
    await this.store.replace(this.key(checkpointPath), formatNote(note), 'text/plain');
  }

  /** A crash may have left another file there, with leaves in another order: no checkpoint names it. */
  private async storeTile({ tile, bytes }: TileFile): Promise<void> {
    const key = this.key(tilePath(tile));
    try {
      await this.store.put(key, bytes, 'application/octet-stream');
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'object-differs')) throw error;
      await this.store.replace(key, bytes, 'application/octet-stream');
    }
  }

  private key = (path: string): ObjectKey => logFileKey(this.origin, path);
}

/** Of two signatures under one key the newer one counts. */
function merged(older: readonly NoteSignature[], newer: readonly NoteSignature[]): NoteSignature[] {
  const byKey = new Map([...older, ...newer].map((each) => [`${each.name} ${each.keyId}`, each]));
  return [...byKey.values()];
}
