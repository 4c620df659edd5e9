import type { Problem } from '../api/problem.ts';
import { useMessages } from '../messages/language.tsx';
import { Field } from '../parts/field.tsx';
import { typed } from '../parts/typed.ts';
import { type Zone, zones } from './zones.ts';

interface ZoneFieldProps {
  readonly zone: string | undefined;
  readonly choose: (zone: Zone | undefined) => void;
  readonly problem?: Problem | undefined;
}

/** The zone of VN-2000 that positions in metres are in. */
export function ZoneField({ zone, choose, problem }: ZoneFieldProps) {
  const { vn2000: words } = useMessages();
  const chosen = (id: string) => choose(zones.find((each) => each.id === id)?.id);
  return (
    <Field label={words.zone} hint={words.zoneHint} name="zone" problem={problem}>
      {(wiring) => (
        <select {...wiring} value={zone ?? ''} onChange={typed(chosen)}>
          <option value="">{words.choose}</option>
          {zones.map(({ id, meridian, widthDeg }) => (
            <option key={id} value={id}>
              {words.zoneName(meridian, widthDeg)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Whether a file needs a zone that it does not name. */
export const needsZone = (problem: Problem | undefined): boolean => problem?.code === 'grid-zone-needed';
