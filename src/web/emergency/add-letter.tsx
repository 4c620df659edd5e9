import { useRef, useState } from 'preact/hooks';
import type { FootageRequest, NewLetter } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useConsoleSettings } from '../base/console-settings.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { ChoiceField } from '../parts/choice-field.tsx';
import { Field } from '../parts/field.tsx';
import { DayField } from '../parts/moment-field.tsx';
import { oneLine } from '../parts/one-line.ts';
import { submitted, typed } from '../parts/typed.ts';
import { LetterDue } from '../request-parts/letter-due.tsx';
import { shownLetter } from '../request-parts/shown-letter.ts';

/** The written request of one's own emergency: added once it is there, and corrected by a further one. */
export function EmergencyLetter({ request }: { readonly request: FootageRequest }) {
  const { emergencies: words } = useMessages();
  const { emergency } = request;
  if (!emergency) return null;
  const isOwed = emergency.letterDueAt !== undefined;
  return (
    <section class={isOwed ? 'notice row' : 'row'} aria-label={words.letter}>
      {isOwed && (
        <span>
          <strong>{words.letterOwed}</strong> <LetterDue request={request} />
        </span>
      )}
      <AddLetter request={request} />
    </section>
  );
}

function AddLetter({ request }: { readonly request: FootageRequest }) {
  const { emergencies: words, closing } = useMessages();
  const { id, caseNumber } = request;
  const isCorrection = shownLetter(request).letter !== undefined;
  const dialog = useRef<HTMLDialogElement>(null);
  const [letter, setLetter] = useState<NewLetter>(() => writtenIn(request));
  const { run, isBusy, problem } = useSubmit(async () => {
    const { authority, number, day } = letter;
    await api.addLetter({ id }, { authority: oneLine(authority), number: oneLine(number), day });
    dialog.current?.close();
    invalidate('request');
  });
  const act = isCorrection ? words.letterCorrect : words.letterAdd;
  return (
    <>
      <button type="button" class={isCorrection ? 'small' : ''} onClick={() => dialog.current?.showModal()}>
        {act}
      </button>
      <dialog ref={dialog} aria-labelledby="letter-title">
        <form class="stack" onSubmit={submitted(run)}>
          <h2 id="letter-title">{words.letterTitle(caseNumber)}</h2>
          <p>{isCorrection ? words.letterCorrects : words.letterMeans}</p>
          <LetterFields letter={letter} change={setLetter} problem={problem} />
          <Act label={act} problem={problem} isBusy={isBusy} tone="primary">
            <button type="button" onClick={() => dialog.current?.close()}>
              {closing.keep}
            </button>
          </Act>
        </form>
      </dialog>
    </>
  );
}

interface LetterFieldsProps {
  readonly letter: NewLetter;
  readonly change: (letter: NewLetter) => void;
  readonly problem: ReturnType<typeof useSubmit>['problem'];
}

function LetterFields({ letter, change, problem }: LetterFieldsProps) {
  const { requestForm: words } = useMessages();
  const { authorities = [] } = useConsoleSettings() ?? {};
  return (
    <>
      <ChoiceField
        label={words.authority}
        otherLabel={words.authorityOther}
        name="authority"
        {...{ problem, offered: authorities }}
        value={letter.authority}
        change={(authority) => change({ ...letter, authority })}
        maxLength={200}
        required
      />
      <Field label={words.letterNumber} hint={words.letterHint} name="number" problem={problem}>
        {(wiring) => (
          <input
            {...wiring}
            value={letter.number}
            maxLength={100}
            required
            onInput={typed((number) => change({ ...letter, number }))}
          />
        )}
      </Field>
      <DayField
        label={words.letterDay}
        name="day"
        problem={problem}
        value={letter.day}
        change={(day) => change({ ...letter, day })}
        required
      />
    </>
  );
}

function writtenIn(request: FootageRequest): NewLetter {
  const { authority = '', letter } = shownLetter(request);
  return { authority, number: letter?.number ?? '', day: letter?.day ?? '' };
}
