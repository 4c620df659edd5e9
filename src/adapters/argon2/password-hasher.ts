import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../../access/index.ts';

/** Argon2id with 19 MiB and two passes (OWASP Password Storage Cheat Sheet): about 26 ms a try. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Passwords that look the same are the same, however they were typed (NFC). */
const normal = (password: string): string => password.normalize('NFC');

/** Hashes in PHC form. */
export async function createPasswordHasher(): Promise<PasswordHasher> {
  // Verified against when there is no user, so that the answer takes as long.
  const decoy = await hash('nobody has this password', cost);
  return {
    hash: (password) => hash(normal(password), cost),
    verify: async (known, password) => {
      const isRight = await verify(known ?? decoy, normal(password));
      return known !== undefined && isRight;
    },
  };
}
