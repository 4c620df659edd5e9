import { formatVerifierKey, keyFingerprint } from '../../../src/log/index.ts';
import { logKeyHere, replacedKeysHere } from './opened.ts';

/** Answers the public key and its fingerprint, for paper and for the people who check the log; and the fingerprints of before. */
export async function logKeyShown() {
  const [key, replaced] = [await logKeyHere(), await replacedKeysHere()];
  return {
    log: key.name,
    key: formatVerifierKey(key),
    fingerprint: keyFingerprint(key),
    ...(replaced.length > 0 && { before: replaced.map(keyFingerprint) }),
  };
}
