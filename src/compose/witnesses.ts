import { readFile } from 'node:fs/promises';
import type { Config } from '../../config/load.ts';
import { readLogVerifier } from '../adapters/disk/log-key.ts';
import { certificatesIn, httpTimeStampAuthority } from '../adapters/pkijs/time-stamp-authority.ts';
import { PostgresDepartures } from '../adapters/postgres/log/departures.ts';
import { PostgresHeadOutbox } from '../adapters/postgres/log/head-outbox.ts';
import { httpWitness } from '../adapters/witness/http-witness.ts';
import { invalid, messageOf } from '../core/index.ts';
import { type LogPolicy, parseLogPolicy } from '../log/index.ts';
import { LogFolder } from '../signer/index.ts';
import {
  AskedWitnesses,
  type PostHeadsDeps,
  type ShownLog,
  StampedHeads,
  type StampedLog,
} from '../witness/index.ts';
import { keyFolderOf } from './keys.ts';
import type { Services } from './services.ts';

/** The policy that the settings name; `undefined` without one. Errors: `invalid` `policy-unusable`. */
export async function readLogPolicy({ logPolicyFile: path }: Config): Promise<LogPolicy | undefined> {
  if (path === undefined) return undefined;
  try {
    return parseLogPolicy(await readFile(path));
  } catch (error) {
    throw invalid('policy-unusable', `MINHCHUNG_LOG_POLICY: ${path} is not usable: ${messageOf(error)}`);
  }
}

/** Asks nobody where no policy is set. Errors: those of `readLogPolicy`. */
export async function composeWitnesses({ config, db, clock, log: diary }: Services, log: ShownLog) {
  const policy = (await readLogPolicy(config)) ?? { logs: [], witnesses: [], quorum: undefined };
  return new AskedWitnesses({
    log,
    key: () => readLogVerifier(keyFolderOf(config.dataDir)),
    policy,
    witnesses: policy.witnesses.flatMap(({ key, url }) => (url === undefined ? [] : [httpWitness(url, key)])),
    book: new PostgresDepartures(db),
    clock,
    diary,
  });
}

/** Has nothing stamped where no authority is set. Errors: `invalid` `certificates-unusable`. */
export async function composeStamps({ config, clock }: Services, log: StampedLog): Promise<StampedHeads> {
  const { timestampUrl: url, timestampCaFile: path } = config;
  if (url === undefined || path === undefined) return new StampedHeads({ log, authority: undefined, clock });
  try {
    const roots = certificatesIn(await readFile(path, 'utf8'));
    return new StampedHeads({ log, authority: httpTimeStampAuthority(url, roots), clock });
  } catch (error) {
    throw invalid(
      'certificates-unusable',
      `MINHCHUNG_TIMESTAMP_CA: ${path} is not usable: ${messageOf(error)}`,
    );
  }
}

/** For who posts checkpoints by mail and webhook. Errors: those of `readLogPolicy`. */
export async function composeHeadPost({ config, db, clock, store }: Services): Promise<PostHeadsDeps> {
  const policy = await readLogPolicy(config);
  const key = () => readLogVerifier(keyFolderOf(config.dataDir));
  return {
    key,
    note: async () => {
      const origin = (await key())?.name;
      return origin === undefined ? undefined : new LogFolder(store, origin).note();
    },
    witnessKeys: policy?.witnesses.map((party) => party.key) ?? [],
    outbox: new PostgresHeadOutbox(db, config.headReceivers),
    clock,
  };
}

/** When a checkpoint last left, or the log began; `undefined` where the policy demands no witness, or nothing began. */
export async function headLeftAtMs({
  config,
  db,
}: Pick<Services, 'config' | 'db'>): Promise<number | undefined> {
  const policy = await readLogPolicy(config);
  if (policy && policy.quorum === undefined) return undefined;
  const departures = new PostgresDepartures(db);
  const [newest] = await departures.newest();
  return newest?.leftAtMs ?? departures.begunAtMs();
}
