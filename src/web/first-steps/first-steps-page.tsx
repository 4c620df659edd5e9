import type { FirstStep } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { Role } from '../api/shapes.ts';
import { Link } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { stepPages } from './step-pages.ts';

const everyMs = 15_000;

/** The first steps of an administrator: each shows by itself how far it is, where it is done and by whom. */
export function FirstStepsPage() {
  const { firstSteps: words, rights } = useMessages();
  const { data, problem, isLoading, reload } = useQuery(
    'first-steps',
    (signal) => api.listFirstSteps({ signal }),
    { everyMs },
  );
  const left = data?.steps.filter((step) => !isDone(step)).length ?? 0;
  return (
    <div class="stack wide-page">
      <header class="row">
        <h1>{words.title}</h1>
        <Link class="push" to="/rights">
          {rights.title}
        </Link>
      </header>
      <p class="soft">{words.about}</p>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={8} />}
      {data && (
        <>
          <p class="notice" role="status">
            {left === 0 ? words.allDone : words.left(left)}
          </p>
          <ol class="plain-list stack tight">
            {data.steps.map((step) => (
              <Step key={step.step} step={step} lack={<Lack step={step.step} {...data} />} />
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

const isDone = ({ done, of }: FirstStep): boolean => done === of;

interface StepProps {
  readonly step: FirstStep;
  readonly lack: preact.JSX.Element;
}

function Step({ step, lack }: StepProps) {
  const { firstSteps: words } = useMessages();
  const { name, about } = words.steps[step.step];
  return (
    <li class={`panel stack tight first-step ${isDone(step) ? 'is-done' : ''}`}>
      <div class="row">
        <h2>{name}</h2>
        <span class={`mark ${isDone(step) ? 'is-recording' : 'is-waiting'}`}>
          {isDone(step) ? words.done : words.notDone}
        </span>
        {step.of > 1 && <span class="soft number">{words.progress(step.done, step.of)}</span>}
      </div>
      <p>{about}</p>
      {!isDone(step) && lack}
      <Doers step={step} />
    </li>
  );
}

interface LackProps {
  readonly step: FirstStep['step'];
  readonly missingRoles: readonly Role[];
  readonly hasMailServer: boolean;
}

function Lack({ step, missingRoles, hasMailServer }: LackProps) {
  const { firstSteps: words, system, roles } = useMessages();
  if (step === 'people') {
    return <p class="fault">{words.missingRoles(missingRoles.map((role) => roles[role]).join(', '))}</p>;
  }
  return step === 'mail' && !hasMailServer ? <p class="fault">{system.noMailServer}</p> : null;
}

/** The pages of a step, for who may do it; for anyone else the people who may. */
function Doers({ step: { step, roles, people } }: { readonly step: FirstStep }) {
  const { firstSteps: words, frame, roles: roleNames } = useMessages();
  const names = roles.map((role) => roleNames[role]).join(', ');
  const pages = stepPages[step].map(({ word }) => frame[word]).join(', ');
  if (roles.includes(useUser().role)) {
    return (
      <p class="row">
        <span class="soft">{words.open}:</span>
        {stepPages[step].map(({ path, word }) => (
          <Link key={path} to={path}>
            {frame[word]}
          </Link>
        ))}
      </p>
    );
  }
  if (people.length > 0) {
    return (
      <p>
        {words.doneBy(names, pages)} <strong>{people.join(', ')}</strong>
      </p>
    );
  }
  return (
    <p>
      {words.noPeople(names)} <Link to="/users">{frame.users}</Link>.
    </p>
  );
}
