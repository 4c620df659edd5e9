import { messageOf } from '../../src/core/index.ts';
import {
  type ClipProgress,
  startWardProcess,
  type WardOptions,
  type WardProcess,
  type WardProcessOptions,
} from '../ward/index.ts';

/** One network a demo: a second demo on the machine takes the next one. */
const networks = Array.from({ length: 32 }, (_, n) => `127.${20 + n}.0.1`);

export interface DemoWardOptions {
  readonly ward: WardOptions & Pick<WardProcessOptions, 'within'>;
  readonly onProgress?: (text: string) => void;
  readonly signal?: AbortSignal;
}

/** Starts a ward on a network of its own, or at `firstAddress`. It answers only the probes of its demo. */
export async function startDemoWard({ ward, onProgress, signal }: DemoWardOptions): Promise<WardProcess> {
  const tell = ({ clip, share }: ClipProgress) =>
    onProgress?.(`filming ${clip}: ${Math.round(share * 100)} %`);
  const addresses = ward.firstAddress ? [ward.firstAddress] : networks;
  for (const firstAddress of addresses) {
    const asker = askerOf(firstAddress);
    try {
      return await startWardProcess({ ...ward, firstAddress, asker, onProgress: tell, signal });
    } catch (error) {
      if (firstAddress === addresses.at(-1) || !messageOf(error).includes('EADDRINUSE')) throw error;
    }
  }
  throw new Error('a ward needs an address');
}

/** The address that the service of a demo probes from; its ward answers no other (`WardOptions.asker`). */
export const askerOf = (wardAddress: string): string => wardAddress.replace(/\d+$/, '254');
