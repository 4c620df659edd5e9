import type { Problem } from '../api/problem.ts';
import { useMessages } from '../messages/language.tsx';
import { Field } from '../parts/field.tsx';
import { FileField } from '../parts/file-field.tsx';
import { typed } from '../parts/typed.ts';

interface DigestChoiceProps {
  readonly value: string;
  readonly choose: (value: string) => void;
  readonly problem: Problem | undefined;
}

/** The SHA-256 of a still, typed or taken of its file, which is read here and sent nowhere. */
export function DigestChoice({ value, choose, problem }: DigestChoiceProps) {
  const { audit: words } = useMessages();
  const take = async (file: File | undefined) => {
    if (file) choose(await digestOf(file));
  };
  return (
    <>
      <Field label={words.digest} hint={words.digestHint} name="digest" problem={problem}>
        {(wiring) => <input {...wiring} class="digest" value={value} onInput={typed(choose)} />}
      </Field>
      {isSecureContext && (
        <FileField
          label={words.digestFile}
          hint={words.digestFileHint}
          accept="image/jpeg,application/pdf"
          choose={(file) => void take(file)}
          isOptional
        />
      )}
    </>
  );
}

/** Hex. A browser computes it on a page of HTTPS or of this machine alone. */
async function digestOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
