import { useMemo } from 'preact/hooks';
import type { FoundDevice } from '../../api/shapes.ts';
import { useMessages } from '../../messages/language.tsx';
import { useCameraNames } from '../../names/camera-names.ts';
import { explain } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { typed } from '../../parts/typed.ts';
import { deviceName } from './device-table.tsx';
import { draftedNames, type ManyDraft } from './many-draft.ts';
import { type FoundLook, usePictures } from './many-pictures.ts';
import { blankNames, type NameFault, nameFaults } from './name-pattern.ts';

interface ManyNamesProps {
  readonly draft: ManyDraft;
  readonly set: (part: Partial<ManyDraft>) => void;
  readonly devices: readonly FoundDevice[];
}

/** How each device will be called, by a pattern or as typed, with what it shows. */
export function ManyNames({ draft, set, devices }: ManyNamesProps) {
  const { many: words } = useMessages();
  const registered = useCameraNames();
  const taken = useMemo(() => new Set(registered.values()), [registered]);
  const names = draftedNames(draft, devices);
  const faults = nameFaults(names, taken);
  const pictures = usePictures();
  const wrong = faults.filter(Boolean).length;
  return (
    <section class="panel stack" aria-labelledby="many-names">
      <h2 id="many-names">{words.names}</h2>
      <div class="name-pattern">
        <Field label={words.pattern} hint={words.patternHint(blankNames.map((name) => `{${name}}`))}>
          {(wiring) => (
            <input
              {...wiring}
              value={draft.pattern}
              maxLength={200}
              onInput={typed((pattern) => set({ pattern, own: {} }))}
            />
          )}
        </Field>
        <Field label={words.first}>
          {(wiring) => (
            <input
              {...wiring}
              inputMode="numeric"
              maxLength={6}
              value={draft.first}
              onInput={typed((first) => set({ first }))}
            />
          )}
        </Field>
      </div>
      <div class="actions">
        <button type="button" disabled={pictures.isBusy} onClick={() => void pictures.look(draft, devices)}>
          {pictures.isBusy ? words.looking : words.pictures(devices.length)}
        </button>
      </div>
      <p class="hint">{words.picturesHint}</p>
      <p role="status">{wrong > 0 && <strong>{words.wrongNames(wrong)}</strong>}</p>
      <ul class="many-names">
        {devices.map((device, i) => (
          <NamedDevice
            key={device.foundId}
            device={device}
            name={names[i] ?? ''}
            fault={faults[i]}
            look={pictures.of(device)}
            rename={(name) => set({ own: { ...draft.own, [device.foundId]: name } })}
          />
        ))}
      </ul>
    </section>
  );
}

interface NamedDeviceProps {
  readonly device: FoundDevice;
  readonly name: string;
  readonly fault: NameFault | undefined;
  readonly look: FoundLook | undefined;
  readonly rename: (name: string) => void;
}

function NamedDevice({ device, name, fault, look, rename }: NamedDeviceProps) {
  const { many: words } = useMessages();
  const about = [device.address, device.model].filter(Boolean).join(' · ') || deviceName(device);
  const id = `name-of-${device.foundId}`;
  return (
    <li class="list-line">
      {look && <Shown look={look} about={about} />}
      <label htmlFor={id} class="hint number">
        {about}
      </label>
      <input
        id={id}
        value={name}
        maxLength={120}
        onInput={typed(rename)}
        {...(fault && { 'aria-invalid': true, 'aria-describedby': `${id}-fault` })}
      />
      {fault && (
        <span class="fault" id={`${id}-fault`}>
          {words.faults[fault]}
        </span>
      )}
    </li>
  );
}

function Shown({
  look: { picture, problem, isBusy },
  about,
}: {
  readonly look: FoundLook;
  readonly about: string;
}) {
  const messages = useMessages();
  if (isBusy) return <progress aria-label={messages.many.looking} />;
  if (picture !== undefined) return <img src={picture} alt={messages.many.pictureOf(about)} />;
  if (!problem) return null;
  const { cause, remedy } = explain(problem, messages);
  return (
    <p class="fault" role="alert">
      <strong>{cause}</strong> {remedy}
    </p>
  );
}
