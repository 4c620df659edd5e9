import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import type { Problem } from '../api/problem.ts';
import { useMessages } from '../messages/language.tsx';
import { useCameraNames, useCameras } from '../names/camera-names.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { MomentField } from '../parts/moment-field.tsx';
import { typed } from '../parts/typed.ts';
import { localInputText } from '../time/format.ts';
import { localInputMs } from '../time/native-input.ts';
import type { CustodyFilterState } from './custody-filter.ts';
import { DigestChoice } from './digest-choice.tsx';
import { type EventKind, eventsOfKind, eventWord } from './event-kinds.ts';
import { setFilter } from './log-address.ts';
import { filterOfPlace, PlaceChoice, placeOfFilter } from './place-choice.tsx';

const wallText = (instant: string | undefined): string =>
  instant === undefined || Number.isNaN(Date.parse(instant)) ? '' : localInputText(Date.parse(instant));

const instantOf = (wall: string): string => (wall === '' ? '' : new Date(localInputMs(wall)).toISOString());

interface FilterFormProps {
  readonly filter: CustodyFilterState;
  readonly problem: Problem | undefined;
}

/** The filter of the log; the button applies it and puts it into the address. */
export function FilterForm({ filter, problem }: FilterFormProps) {
  const { audit: words } = useMessages();
  const [draft, setDraft] = useState({ ...filter, from: wallText(filter.from), to: wallText(filter.to) });
  const [place, setPlace] = useState(placeOfFilter(filter));
  const set = (name: keyof CustodyFilterState) => (value: string) =>
    setDraft((now) => ({ ...now, [name]: value }));
  const moment = (name: 'from' | 'to', label: string) => (
    <MomentField label={label} name={name} problem={problem} value={draft[name]} change={set(name)} />
  );
  const text = (name: 'request' | 'actor' | 'case', label: string) => (
    <Field label={label} name={name} problem={problem}>
      {(wiring) => <input {...wiring} value={draft[name] ?? ''} onInput={typed(set(name))} />}
    </Field>
  );
  return (
    <form
      class="panel stack"
      aria-label={words.filter}
      onSubmit={(event) => {
        event.preventDefault();
        const { near: _, place: __, radiusM: ___, ...others } = draft;
        const [from, to] = [instantOf(draft.from), instantOf(draft.to)];
        setFilter({ ...others, from, to, ...filterOfPlace(place) });
      }}
    >
      <div class="filter">
        {moment('from', words.from)}
        {moment('to', words.to)}
        <EventChoice value={draft.event ?? ''} choose={set('event')} />
        {text('case', words.caseNumber)}
        <CameraChoice value={draft.camera ?? ''} choose={set('camera')} any={words.anyCamera} />
        {text('request', words.request)}
        {text('actor', words.actor)}
        <DigestChoice value={draft.digest ?? ''} choose={set('digest')} problem={problem} />
        <PlaceChoice value={place} choose={setPlace} problem={problem} />
      </div>
      <div class="actions">
        <button type="submit" class="primary">
          {words.act}
        </button>
        <button type="button" onClick={() => setFilter({})}>
          {words.clear}
        </button>
        <a class="button push" href={api.exportCustodyUrl(filter)} download="custody.csv">
          {words.csv}
        </a>
      </div>
    </form>
  );
}

interface ChoiceProps {
  readonly value: string;
  readonly choose: (value: string) => void;
}

/** One act, or all of a kind. */
function EventChoice({ value, choose }: ChoiceProps) {
  const messages = useMessages();
  const { audit: words } = messages;
  const kinds = Object.keys(eventsOfKind) as EventKind[];
  return (
    <Field label={words.event}>
      {(wiring) => (
        <select {...wiring} value={value} onChange={typed(choose)}>
          <option value="">{words.anyEvent}</option>
          {kinds.map((kind) => (
            <optgroup key={kind} label={words.kinds[kind]}>
              <option value={eventsOfKind[kind].join(',')}>{words.allOf(words.kinds[kind])}</option>
              {eventsOfKind[kind].map((event) => (
                <option key={event} value={event}>
                  {eventWord(event, messages)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One camera by name, or by its id while names are not there; `any` is the words for none chosen. */
export function CameraChoice({ value, choose, any }: ChoiceProps & { readonly any: string }) {
  const { audit: words } = useMessages();
  const names = useCameraNames();
  const { problem, reload } = useCameras();
  const isUnnamed = value !== '' && !names.has(value);
  return (
    <div>
      <Field label={words.camera}>
        {(wiring) => (
          <select {...wiring} value={value} onChange={typed(choose)}>
            <option value="">{any}</option>
            {isUnnamed && <option value={value}>{value}</option>}
            {[...names].map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <ProblemNotice problem={problem} retry={reload} />
    </div>
  );
}
