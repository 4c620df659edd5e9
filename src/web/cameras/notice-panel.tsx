import { useState } from 'preact/hooks';
import type { Camera, Notice } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import { Field } from '../parts/field.tsx';
import { DayField } from '../parts/moment-field.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { dayText } from '../time/day.ts';
import { zonedText } from '../time/format.ts';
import { NoticePhoto } from './notice-photo.tsx';

/** The notices that make recording lawful: the one in force, a new one, and earlier ones. */
export function NoticePanel({ camera }: { readonly camera: Camera }) {
  const { enrolment, notices: words } = useMessages();
  const { notice } = camera;
  return (
    <section class="stack panel" aria-labelledby="notice">
      <h2 id="notice">{enrolment.notice}</h2>
      {notice ? (
        <>
          <p>{words.current(notice.text, dayText(notice.postedOn))}</p>
          <NoticePhoto id={camera.id} name={camera.name} hasPhoto={notice.hasPhoto} />
          <Withdraw id={camera.id} name={camera.name} />
          <details>
            <summary>{words.add}</summary>
            <NewNotice id={camera.id} />
          </details>
        </>
      ) : (
        <>
          <p class="fault">{words.none}</p>
          <NewNotice id={camera.id} />
        </>
      )}
      <EarlierNotices id={camera.id} />
    </section>
  );
}

function NewNotice({ id }: { readonly id: string }) {
  const { enrolment, notices: words } = useMessages();
  const [text, setText] = useState<string>(enrolment.noticeUsual);
  const [postedOn, setPostedOn] = useState('');
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.recordNotice({ id }, { text: text.trim(), postedOn });
    invalidate('');
  });
  return (
    <form class="stack" onSubmit={submitted(run)}>
      <div class="two-columns">
        <DayField
          label={enrolment.postedOn}
          name="postedOn"
          problem={problem}
          value={postedOn}
          change={setPostedOn}
          required
        />
        <Field label={enrolment.noticeText} name="text" problem={problem}>
          {(wiring) => <input {...wiring} value={text} onInput={typed(setText)} required />}
        </Field>
      </div>
      <Act label={words.act} problem={problem} isBusy={isBusy} />
    </form>
  );
}

function Withdraw({ id, name }: { readonly id: string; readonly name: string }) {
  const { notices: words } = useMessages();
  const withdraw = async () => {
    await api.withdrawNotice({ id });
    invalidate('');
  };
  return (
    <div class="actions">
      <ActDialog
        tone="danger"
        open={words.withdraw}
        title={words.withdrawAct}
        act={words.withdrawAct}
        keep={words.keep}
        run={withdraw}
      >
        {words.withdrawWarning(name)}
      </ActDialog>
    </div>
  );
}

function EarlierNotices({ id }: { readonly id: string }) {
  const { notices: words } = useMessages();
  const { data } = useQuery(`camera ${id} notices`, (signal) => api.listNotices({ id }, { signal }));
  const earlier = data?.notices.filter(({ withdrawnAt }) => withdrawnAt !== undefined) ?? [];
  if (earlier.length === 0) return null;
  const line = ({ text, postedOn, withdrawnAt = '' }: Notice) =>
    `${words.current(text, dayText(postedOn))}, ${words.withdrawnAt(zonedText(Date.parse(withdrawnAt)))}`;
  return (
    <details>
      <summary>{words.earlier}</summary>
      <ul class="plain-list">
        {earlier.map((notice) => (
          <li key={notice.recordedAt} class="list-line">
            {line(notice)}
          </li>
        ))}
      </ul>
    </details>
  );
}
