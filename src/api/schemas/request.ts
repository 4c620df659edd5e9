import { z } from 'zod';
import { requestArea, requestForm } from '../../access/index.ts';
import { instant } from './time.ts';

const area = requestArea.meta({ id: 'RequestArea' });

export const newRequest = requestForm.extend({ area, from: instant, to: instant }).meta({ id: 'NewRequest' });

const filed = {
  id: z.string(),
  caseNumber: z.string(),
  purpose: z.string(),
  legalBasis: z.string().optional(),
  area,
  from: instant,
  to: instant,
  state: z.enum(['granted', 'refused', 'closed']),
  cameraIds: z.array(z.string()),
  createdAt: instant,
  expiresAt: instant,
};

const request = z.strictObject(filed).meta({ id: 'FiledRequest' });

export const requestList = z.strictObject({ requests: z.array(request) });

/** What a request really opens of one camera, in whole GOPs. */
const openedCamera = z
  .strictObject({ cameraId: z.string(), name: z.string().optional(), from: instant, to: instant })
  .meta({ id: 'OpenedCamera' });

export const requestDetail = z
  .strictObject({ ...filed, effectiveScope: z.array(openedCamera) })
  .meta({ id: 'FootageRequest' });

export type RequestJson = z.input<typeof request>;
export type RequestDetailJson = z.input<typeof requestDetail>;
