import { z } from 'zod';
import { contributorForm } from '../../contributor/index.ts';
import { instant } from '../terms/time.ts';

export const newContributor = contributorForm.meta({ id: 'NewContributor' });

export const keptContributor = z.strictObject({ id: z.string() });

export const contributorList = z.strictObject({
  contributors: z.array(
    z
      .strictObject({
        id: z.string(),
        name: z.string(),
        phone: z.string().optional(),
        amountVnd: z.number().optional(),
        consentOn: z.string().optional(),
        createdAt: instant,
      })
      .meta({ id: 'Contributor' }),
  ),
});

export const neighbourhoodLedger = z.strictObject({
  neighbourhoods: z.array(
    z
      .strictObject({
        neighbourhoodId: z.string(),
        name: z.string(),
        cameras: z.number(),
        withNotice: z.number(),
        contributors: z.number(),
        contributedVnd: z.number(),
      })
      .meta({ id: 'LedgerLine' }),
  ),
});
