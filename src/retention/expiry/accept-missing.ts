import { notFound, type SiteId } from '../../core/index.ts';
import { type Actor, custodyEvent } from '../../custody/index.ts';
import type { ExpiryStop, ReceiptRepository } from './deletion-repository.ts';

/**
 * A person says that the objects for which expiry waits are lost: it goes on without them, and its receipts count them as
 * absent. Answers what it waited for. Errors: `not-found` `expiry-not-stopped`.
 */
export async function acceptMissing(
  receipts: ReceiptRepository,
  by: Actor & { readonly hostAccount: string },
  siteId: SiteId,
): Promise<ExpiryStop> {
  const stopped = await receipts.stopped(siteId);
  if (!stopped) throw notFound('expiry-not-stopped', 'Expiry waits for no objects.');
  const { missing, expected } = stopped;
  const detail = { missing, expected, hostAccount: by.hostAccount };
  await receipts.acceptMissing(siteId, custodyEvent(by, 'missing-objects-accepted', { detail }));
  return stopped;
}
