import type { Problem } from '../../api/problem.ts';
import { useMessages } from '../../messages/language.tsx';
import { Field } from '../../parts/field.tsx';
import { DayField } from '../../parts/moment-field.tsx';
import { typed } from '../../parts/typed.ts';
import type { CameraDraft } from './camera-form.ts';

interface CameraFieldsProps {
  readonly draft: CameraDraft;
  readonly set: (part: Partial<CameraDraft>) => void;
  readonly problem: Problem | undefined;
}

export function NameField({ draft, set, problem }: CameraFieldsProps) {
  const { enrolment: words } = useMessages();
  return (
    <Field label={words.name} hint={words.nameHint} name="name" problem={problem}>
      {(wiring) => (
        <input
          {...wiring}
          value={draft.name}
          maxLength={120}
          onInput={typed((name) => set({ name }))}
          required
        />
      )}
    </Field>
  );
}

/** Why the camera hangs there, as its neighbourhood agreed. */
export function PurposeField({ draft, set, problem }: CameraFieldsProps) {
  const { enrolment: words } = useMessages();
  return (
    <Field label={words.purpose} name="purpose" problem={problem}>
      {(wiring) => (
        <input
          {...wiring}
          value={draft.purpose}
          maxLength={500}
          placeholder={words.purposeUsual}
          onInput={typed((purpose) => set({ purpose }))}
        />
      )}
    </Field>
  );
}

/** How the service signs in to the camera; never shown again once sent. */
export function CredentialFields({
  draft,
  set,
  problem,
  offersBasic = true,
}: CameraFieldsProps & { readonly offersBasic?: boolean }) {
  const { enrolment: words } = useMessages();
  return (
    <fieldset class="stack">
      <legend>
        <h2>{words.credentials}</h2>
      </legend>
      <div class="two-columns">
        <Field label={words.user} name="user" problem={problem}>
          {(wiring) => (
            <input
              {...wiring}
              value={draft.user}
              onInput={typed((user) => set({ user }))}
              autocomplete="off"
              autocapitalize="none"
            />
          )}
        </Field>
        <Field label={words.password} name="password" problem={problem}>
          {(wiring) => (
            <input
              {...wiring}
              type="password"
              value={draft.password}
              onInput={typed((password) => set({ password }))}
              autocomplete="new-password"
            />
          )}
        </Field>
      </div>
      <p class="hint">{words.passwordKept}</p>
      {offersBasic && <BasicField draft={draft} set={set} />}
    </fieldset>
  );
}

/** Allows a password in clear text; the warning stays as long as it is allowed. */
function BasicField({ draft, set }: Pick<CameraFieldsProps, 'draft' | 'set'>) {
  const { enrolment: words } = useMessages();
  return (
    <>
      <label class="row">
        <input
          type="checkbox"
          checked={draft.allowsBasic}
          aria-describedby={draft.allowsBasic ? 'basic-warning' : undefined}
          onChange={(event) => set({ allowsBasic: event.currentTarget.checked })}
        />
        {words.allowBasic}
      </label>
      {draft.allowsBasic && (
        <p class="fault" id="basic-warning" role="status">
          {words.basicWarning}
        </p>
      )}
    </>
  );
}

/** The notice that makes recording lawful. */
export function NoticeFields({ draft, set, problem }: CameraFieldsProps) {
  const { enrolment: words } = useMessages();
  return (
    <fieldset class="stack">
      <legend>
        <h2>{words.notice}</h2>
      </legend>
      <p class="hint">{words.noticeHint}</p>
      <div class="two-columns">
        <DayField
          label={words.postedOn}
          name="notice.postedOn"
          problem={problem}
          value={draft.postedOn}
          change={(postedOn) =>
            set({ postedOn, noticeText: draft.noticeText === '' ? words.noticeUsual : draft.noticeText })
          }
        />
        <Field label={words.noticeText} name="notice.text" problem={problem}>
          {(wiring) => (
            <input
              {...wiring}
              value={draft.noticeText}
              onInput={typed((noticeText) => set({ noticeText }))}
              required={draft.postedOn !== ''}
            />
          )}
        </Field>
      </div>
    </fieldset>
  );
}

/** How people find the house. */
export function AddressFields({ draft, set, problem }: CameraFieldsProps) {
  const { enrolment: words } = useMessages();
  return (
    <div class="two-columns">
      <Field label={words.streetAddress} name="streetAddress" problem={problem}>
        {(wiring) => (
          <input
            {...wiring}
            value={draft.streetAddress}
            onInput={typed((streetAddress) => set({ streetAddress }))}
          />
        )}
      </Field>
      <Field label={words.landmark} name="landmark" problem={problem}>
        {(wiring) => (
          <input {...wiring} value={draft.landmark} onInput={typed((landmark) => set({ landmark }))} />
        )}
      </Field>
    </div>
  );
}

/** For a camera that squeezes its pictures. */
export function DisplayAspectField({ draft, set, problem }: CameraFieldsProps) {
  const { enrolment: words } = useMessages();
  return (
    <Field label={words.displayAspect} hint={words.displayAspectHint} name="displayAspect" problem={problem}>
      {(wiring) => (
        <input
          {...wiring}
          value={draft.displayAspect}
          placeholder={words.displayAspectUsual}
          maxLength={9}
          onInput={typed((displayAspect) => set({ displayAspect }))}
        />
      )}
    </Field>
  );
}
