import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { zonedText } from '../time/format.ts';
import { FactorEnrolment } from './factor-enrolment.tsx';

/** Since when there is one, and how it is replaced: by another phone, or to have new recovery codes. */
export function SecondFactor() {
  const { account: words } = useMessages();
  const { data, problem, isLoading, reload } = useQuery('own-factor', (signal) =>
    api.getOwnFactor({ signal }),
  );
  const [password, setPassword] = useState<string>();
  const done = async () => {
    setPassword(undefined);
    invalidate('own-');
  };
  return (
    <section class="panel stack" aria-labelledby="second-factor">
      <h2 id="second-factor">{words.factor}</h2>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={3} />}
      {data && (
        <p>
          {data.enrolledAt === undefined
            ? words.noFactor
            : words.factorSince(zonedText(Date.parse(data.enrolledAt)), data.recoveryCodesLeft)}
        </p>
      )}
      {data && password === undefined && (
        <Begin hasFactor={data.enrolledAt !== undefined} begin={setPassword} />
      )}
      {password !== undefined && <FactorEnrolment password={password} done={done} />}
    </section>
  );
}

interface BeginProps {
  readonly hasFactor: boolean;
  readonly begin: (password: string) => void;
}

/** An open browser must not be enough to replace a factor: that asks for the password. */
function Begin({ hasFactor, begin }: BeginProps) {
  const { account: words } = useMessages();
  const [typedPassword, setTyped] = useState('');
  return (
    <form class="stack" onSubmit={submitted(async () => begin(typedPassword))}>
      {hasFactor && (
        <Field label={words.currentPassword} hint={words.replaceHint}>
          {(wiring) => (
            <input
              {...wiring}
              type="password"
              value={typedPassword}
              onInput={typed(setTyped)}
              autocomplete="current-password"
              required
            />
          )}
        </Field>
      )}
      <div class="actions">
        <button type="submit">{hasFactor ? words.replaceFactor : words.setUpFactor}</button>
      </div>
    </form>
  );
}
