import { httpWitness } from '../../../src/adapters/witness/http-witness.ts';
import { AppError } from '../../../src/core/index.ts';
import { fillsQuorum, type LogPolicy, type PolicyParty } from '../../../src/log/index.ts';
import { askWitness, type Cosigned } from '../../../src/witness/index.ts';
import type { StoredLog } from './opened.ts';

/** Codes that say something of our own log; any other error means that the witness is away. */
const findings: readonly string[] = ['log-behind-witness', 'log-forked'];

/**
 * Shows the stored checkpoint to the witnesses of the policy. Answers whether a quorum of them has signed it, and nothing after it; no
 * where the policy demands none. An outage of a witness is told. Errors: `conflict` `log-behind-witness`, `log-forked`.
 */
export async function isNewestForWitnesses(policy: LogPolicy, stored: StoredLog): Promise<boolean> {
  const answers = await Promise.all(policy.witnesses.map((party) => askedOf(party, stored)));
  const cosigned = answers.flatMap((answer) => (answer ? [answer.witness] : []));
  for (const { key } of cosigned) console.log(`${key.name} has signed nothing after these leaves`);
  return policy.quorum !== undefined && fillsQuorum(policy, cosigned);
}

async function askedOf(
  { key, url }: PolicyParty,
  { note, checkpoint, tree }: StoredLog,
): Promise<Cosigned | undefined> {
  if (url === undefined) return undefined;
  const proofFrom = (size: number) => tree.consistencyProof(size);
  try {
    return await askWitness(httpWitness(url, key), { note, size: checkpoint.size, proofFrom }, 0);
  } catch (error) {
    if (!(error instanceof AppError) || findings.includes(error.code)) throw error;
    console.error(`not asked: ${error.message}`);
    return undefined;
  }
}
