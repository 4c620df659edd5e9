import { z } from 'zod';
import { instant } from '../terms/time.ts';
import { change, lookAnswer } from './discovery-schemas.ts';

/** A device as it describes itself; `mac` by the network, where that shows it. */
const claimant = z.strictObject({
  address: z.string(),
  endpointUuid: z.string().optional(),
  statedMac: z.string().optional(),
  mac: z.string().optional(),
  name: z.string().optional(),
  hardware: z.string().optional(),
});

/** What an address tells anybody by ONVIF; `mac` by the network, where that shows it. */
const shownAddress = z
  .strictObject({
    onvif: lookAnswer,
    model: z.string().optional(),
    serial: z.string().optional(),
    mac: z.string().optional(),
  })
  .meta({ id: 'ShownAddress' });

/** The camera as it is registered, and why its stream is not delivered. */
const registered = z.strictObject({
  id: z.string(),
  name: z.string(),
  address: z.string().optional(),
  endpointUuid: z.string().optional(),
  mac: z.string().optional(),
  model: z.string().optional(),
  serial: z.string().optional(),
  reason: z.string().optional(),
});

const move = z
  .strictObject({
    id: z.string(),
    doubt: z.enum(['unproven', 'several', 'unverified', 'differs', 'answered']),
    camera: registered,
    device: claimant,
    differences: z.array(change).readonly(),
    /** Both addresses, when the doubt is `answered`. */
    shown: z.strictObject({ registered: shownAddress, device: shownAddress }).optional(),
    seenAt: instant,
  })
  .meta({ id: 'CameraMove' });

export const moveList = z.strictObject({ moves: z.array(move) });

export type MoveJson = z.input<typeof move>;
export type ShownJson = z.input<typeof shownAddress>;
