import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { FileField } from '../parts/file-field.tsx';
import { submitted } from '../parts/typed.ts';

interface NoticePhotoProps {
  readonly id: string;
  readonly name: string;
  readonly hasPhoto: boolean;
}

/** The photo of the notice in force; taken once. */
export function NoticePhoto({ id, name, hasPhoto }: NoticePhotoProps) {
  const { notices: words } = useMessages();
  const [file, setFile] = useState<File>();
  const { run, isBusy, problem } = useSubmit(async () => {
    if (file) await api.keepNoticePhoto({ id }, new Blob([file], { type: 'image/jpeg' }));
    invalidate('camera');
  });
  if (hasPhoto)
    return <img class="notice-photo" src={api.getNoticePhotoUrl({ id })} alt={words.photoOf(name)} />;
  return (
    <form class="stack" onSubmit={submitted(run)}>
      <FileField label={words.photo} hint={words.photoHint} accept="image/jpeg" choose={setFile} />
      <Act label={words.sendPhoto} problem={problem} isBusy={isBusy} />
    </form>
  );
}
