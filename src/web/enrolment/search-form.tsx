import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { setParameters } from '../base/location.tsx';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { discoveryOf } from './search-place.ts';
import { SiteField } from './site-field.tsx';

interface SearchFormProps {
  /** There is a search already. */
  readonly isAgain: boolean;
  readonly isRunning: boolean;
  /** Beside the button: how the search goes. */
  readonly children: ComponentChildren;
}

/** Begins a search, of the whole network of a site and of one address that may keep silent. */
export function SearchForm({ isAgain, isRunning, children }: SearchFormProps) {
  const { discovery: words, common } = useMessages();
  const [host, setHost] = useState('');
  const [site, setSite] = useState('');
  const { run, isBusy, problem } = useSubmit(async () => {
    setParameters({ id: (await api.startDiscovery(discoveryOf({ host, site }))).id });
  });
  return (
    <form class="stack" onSubmit={submitted(run)}>
      <SiteField value={site} change={setSite} problem={problem} />
      <details>
        <summary>{words.missing}</summary>
        <Field label={words.host} hint={words.hostHint} name="host" problem={problem}>
          {(wiring) => (
            <input
              {...wiring}
              inputMode="decimal"
              autocomplete="off"
              value={host}
              placeholder="192.168.1.20"
              onInput={typed(setHost)}
            />
          )}
        </Field>
      </details>
      <div class="actions">
        <button type="submit" class="primary" disabled={isBusy || isRunning}>
          <Icon name="search" />
          {isBusy ? common.working : isAgain ? words.again : words.act}
        </button>
        {children}
      </div>
      <ProblemNotice problem={problem} />
    </form>
  );
}
