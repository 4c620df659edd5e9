import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import type { PasswordHasher } from '../../access/index.ts';

/** Argon2id with 19 MiB and two passes (OWASP Password Storage Cheat Sheet): about 26 ms a try. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Anybody may ask for a hash by trying to sign in; of the four threads that files are read with, so many take part. */
const maxAtOnce = 2;

/** Passwords that look the same are the same, however they were typed (NFC). */
const normal = (password: string): string => password.normalize('NFC');

/** Hashes in PHC form. */
export async function createPasswordHasher(): Promise<PasswordHasher> {
  // Verified against when there is no user, so that the answer takes as long.
  const decoy = await hash('nobody has this password', cost);
  const inTurn = pLimit(maxAtOnce);
  return {
    hash: (password) => inTurn(() => hash(normal(password), cost)),
    verify: async (known, password) => {
      const isRight = await inTurn(() => verify(known ?? decoy, normal(password)));
      return known !== undefined && isRight;
    },
  };
}
