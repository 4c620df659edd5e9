import { describe, expect, it } from 'vitest';
import { clientPath, clientText } from '../../../scripts/client/client-text.ts';

describe('when a route changes', () => {
  it('the client changes with it: run `npm run client`, or this test with -u', async () => {
    await expect(clientText()).toMatchFileSnapshot(clientPath);
  });
});
