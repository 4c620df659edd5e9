import { useEffect, useRef, useState } from 'preact/hooks';
import { api, blobOf } from '../../api/client.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import type { FoundDevice } from '../../api/shapes.ts';
import { foundTrialOf, type ManyDraft } from './many-draft.ts';

/** The picture of one device, or the reason why it has none. */
export interface FoundLook {
  /** URL of the picture in this browser. */
  readonly picture?: string;
  readonly problem?: Problem;
  readonly isBusy?: true;
}

export interface FoundLooks {
  readonly of: (device: FoundDevice) => FoundLook | undefined;
  readonly isBusy: boolean;
  /** Looks at each of them, one after the other. */
  readonly look: (draft: ManyDraft, devices: readonly FoundDevice[]) => Promise<void>;
}

/** Pictures of found devices, kept by this page alone; each look is recorded by the service. */
export function usePictures(): FoundLooks {
  const [looks, setLooks] = useState<Readonly<Record<string, FoundLook>>>({});
  const [isBusy, setBusy] = useState(false);
  const urls = useRef<string[]>([]);
  const isGone = useRef(false);
  useEffect(
    () => () => {
      isGone.current = true;
      for (const url of urls.current) URL.revokeObjectURL(url);
    },
    [],
  );
  const note = (foundId: string, look: FoundLook) => setLooks((before) => ({ ...before, [foundId]: look }));
  const look = async (draft: ManyDraft, devices: readonly FoundDevice[]) => {
    setBusy(true);
    for (const device of devices) {
      if (isGone.current) break;
      note(device.foundId, { isBusy: true });
      const seen = await lookAt(draft, device);
      if (seen.picture !== undefined) urls.current.push(seen.picture);
      note(device.foundId, seen);
      // The next would hear the same.
      if (seen.problem?.code === 'too-many-tries') break;
    }
    setBusy(false);
  };
  return { of: ({ foundId }) => looks[foundId], isBusy, look };
}

async function lookAt(draft: ManyDraft, device: FoundDevice): Promise<FoundLook> {
  try {
    return { picture: URL.createObjectURL(blobOf(await api.tryStream(foundTrialOf(draft, device)))) };
  } catch (error) {
    return { problem: asProblem(error) };
  }
}
