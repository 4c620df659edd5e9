import type { ToDoItem, ToDoList } from '../../client/index.ts';
import type { ListedCamera } from '../api/shapes.ts';
import { Link } from '../base/location.tsx';
import type { Query } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { dayText } from '../time/day.ts';
import { PasswordExceptionForm } from './password-exception.tsx';

interface ToDoProps {
  readonly query: Query<ToDoList>;
  readonly cameras: readonly ListedCamera[];
}

/** Tasks that stay on the list until they are done. */
export function ToDo({ query, cameras }: ToDoProps) {
  const { toDo: words } = useMessages();
  const { data, problem, isLoading, reload } = query;
  if (isLoading) return <Skeleton lines={6} />;
  if (!data) return <ProblemNotice problem={problem} retry={reload} />;
  if (data.items.length === 0) return <p class="notice">{words.none}</p>;
  const names = new Map(cameras.map(({ id, name }) => [id, name]));
  return (
    <>
      <ProblemNotice problem={problem} retry={reload} />
      <p class="hint">{words.about}</p>
      {data.items.map((item) => (
        <Item key={`${item.kind} ${item.cameraIds[0]}`} item={item} names={names} />
      ))}
    </>
  );
}

interface ItemProps {
  readonly item: ToDoItem;
  readonly names: ReadonlyMap<string, string>;
}

function Item({ item, names }: ItemProps) {
  const { toDo: words } = useMessages();
  const isPassword = item.kind === 'default-password' || item.kind === 'shared-password';
  return (
    <section class="stack">
      <h2>
        {words.kinds[item.kind]} · <span class="number">{words.count(item.cameraIds.length)}</span>
      </h2>
      {isPassword && <p class="hint">{words.change}</p>}
      <ul class="plain-list">
        {item.cameraIds.map((id) => (
          <li key={id} class="list-line">
            <div class="row">
              <Link to={`/cameras/${id}`}>{names.get(id) ?? id}</Link>
              {isPassword && <Exception item={item} cameraId={id} />}
            </div>
            {isPassword && <PasswordExceptionForm cameraId={id} name={names.get(id) ?? id} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Exception({ item, cameraId }: { readonly item: ToDoItem; readonly cameraId: string }) {
  const { toDo: words } = useMessages();
  const exception = item.exceptions.find((each) => each.cameraId === cameraId);
  if (!exception) return null;
  const day = dayText(exception.untilOn);
  return (
    <>
      <span class={`mark ${exception.isOver ? 'is-waiting' : 'is-changed'}`}>
        {exception.isOver ? words.isOver(day) : words.allowed(day)}
      </span>
      <span class="hint">{exception.reason}</span>
    </>
  );
}
