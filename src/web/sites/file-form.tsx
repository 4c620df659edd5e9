import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { FileField } from '../parts/file-field.tsx';
import { submitted } from '../parts/typed.ts';

interface FileFormProps {
  readonly label: string;
  readonly accept: string;
  readonly send: (file: File) => Promise<void>;
  /** Further fields. */
  readonly children?: ComponentChildren;
}

/** One file, and a button that sends it. */
export function FileForm({ label, accept, send, children }: FileFormProps) {
  const { sites: words } = useMessages();
  const [file, setFile] = useState<File>();
  const { run, isBusy, problem } = useSubmit(async () => {
    if (file) await send(file);
  });
  return (
    <form class="stack" onSubmit={submitted(run)}>
      <FileField label={label} accept={accept} choose={setFile} />
      {children}
      <Act label={words.upload} problem={problem} isBusy={isBusy} spoken={`${words.upload}: ${label}`} />
    </form>
  );
}
