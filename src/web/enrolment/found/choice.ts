import { useMemo, useState } from 'preact/hooks';
import type { FoundDevice } from '../../api/shapes.ts';
import { plain } from '../../time/spoken-moment.ts';

/** Which devices of a discovery are to be enrolled together. */
export interface Choice {
  readonly sought: string;
  readonly seek: (sought: string) => void;
  /** Those that have what is sought, with or without diacritics. */
  readonly shown: readonly FoundDevice[];
  /** Of those shown, the ones that can be chosen. */
  readonly choosable: readonly FoundDevice[];
  readonly chosen: readonly FoundDevice[];
  readonly isChosen: (device: FoundDevice) => boolean;
  readonly set: (devices: readonly FoundDevice[], isChosen: boolean) => void;
}

/** A device that may be a registered camera is for a person to decide, one by one. */
export const isNew = ({ state }: FoundDevice): boolean => state === 'new';

export function useChoice(devices: readonly FoundDevice[]): Choice {
  const [sought, seek] = useState('');
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => fitting(devices, sought), [devices, sought]);
  const isChosen = (device: FoundDevice) => isNew(device) && ids.has(device.foundId);
  return {
    sought,
    seek,
    shown,
    choosable: shown.filter(isNew),
    chosen: devices.filter(isChosen),
    isChosen,
    set: (changed, isTaken) =>
      setIds((before) => {
        const after = new Set(before);
        for (const { foundId } of changed) {
          if (isTaken) after.add(foundId);
          else after.delete(foundId);
        }
        return after;
      }),
  };
}

const fitting = (devices: readonly FoundDevice[], sought: string): readonly FoundDevice[] =>
  devices.filter((device) => plain(textOf(device)).includes(plain(sought)));

const textOf = ({ name, hardware, location, manufacturer, model, serial, address, mac }: FoundDevice) =>
  [name, hardware, location, manufacturer, model, serial, address, mac].filter(Boolean).join(' ');
