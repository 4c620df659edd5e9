import { describe, expect, it } from 'vitest';
import { roles, rolesThatMay } from '../../../src/access/index.ts';
import { pagesOf } from '../../../src/web/app/pages.ts';

describe('when a role sees a page in the header', () => {
  it('is retention for everybody whom the service shows it', () => {
    const seen = roles.filter((role) => pagesOf(role).some(({ path }) => path === '/policies'));
    expect(seen.sort()).toEqual([...rolesThatMay('see-retention')].sort());
  });
});
