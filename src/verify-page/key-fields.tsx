import type { pageWords } from './page-words.ts';

/** As typed. */
export interface EnteredKeys {
  readonly log: string;
  readonly export: string;
  /** Lines of a policy. */
  readonly policy: string;
}

interface KeyFieldsProps {
  readonly words: (typeof pageWords)['vi'];
  readonly keys: EnteredKeys;
  readonly onChange: (keys: EnteredKeys) => void;
}

export function KeyFields({ words, keys, onChange }: KeyFieldsProps) {
  const field = (name: 'log' | 'export', label: string) => (
    <label>
      {label}
      <input
        name={name}
        value={keys[name]}
        spellcheck={false}
        autocomplete="off"
        onInput={({ currentTarget }) => onChange({ ...keys, [name]: currentTarget.value })}
      />
    </label>
  );
  return (
    <>
      {field('log', words.logKey)}
      {field('export', words.exportKey)}
      <p class="hint">{words.keyHint}</p>
      <details>
        <summary>{words.more}</summary>
        <label>
          {words.policy}
          <textarea
            name="policy"
            rows={3}
            value={keys.policy}
            spellcheck={false}
            onInput={({ currentTarget }) => onChange({ ...keys, policy: currentTarget.value })}
          />
        </label>
        <p class="hint">{words.policyHint}</p>
      </details>
    </>
  );
}
