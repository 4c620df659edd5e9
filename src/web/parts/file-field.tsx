import { useId, useState } from 'preact/hooks';
import type { Problem } from '../api/problem.ts';
import { useMessages } from '../messages/language.tsx';

interface FileFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly accept: string;
  readonly choose: (file: File | undefined) => void;
  readonly problem?: Problem | undefined;
  readonly isOptional?: boolean;
}

/** A file to send, in the console's own words: the browser's are in the language of the browser. */
export function FileField({ label, hint, accept, choose, problem, isOptional = false }: FileFieldProps) {
  const { common } = useMessages();
  const [name, setName] = useState('');
  const id = useId();
  const take = (file: File | undefined) => {
    setName(file?.name ?? '');
    choose(file);
  };
  return (
    <div class="field">
      <label class="file-field" htmlFor={id}>
        <span class="file-label">{label}</span>
        <span class="button" aria-hidden="true">
          {common.chooseFile}
        </span>
        <span class="file-name" aria-hidden="true">
          {name || common.noFile}
        </span>
      </label>
      <input
        id={id}
        class="hidden-text"
        type="file"
        accept={accept}
        aria-describedby={`${id}-hint`}
        {...(problem && { 'aria-invalid': true as const })}
        // A file that was corrected under the same name must be chosen again: without this the browser reports no
        // change.
        onClick={({ currentTarget }) => {
          currentTarget.value = '';
          take(undefined);
        }}
        onChange={({ currentTarget: { files } }) => take(files?.[0])}
        required={!isOptional}
      />
      <span class="hint" id={`${id}-hint`}>
        {hint}
      </span>
    </div>
  );
}
