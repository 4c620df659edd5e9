import {
  calendarDayOf,
  findWeakPasswords,
  isClockOff,
  type PasswordException,
  type RegisteredCamera,
} from '../../camera/index.ts';
import type { CameraId } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { ToDoListJson } from './health-list-schemas.ts';

export type ToDoDeps = Pick<ApiDeps, 'cameras' | 'health' | 'cipher' | 'clock' | 'settings'>;

/** Tasks that stay on the list until they are done; an exception adds a date and removes nothing. */
export async function toDoJson({
  cameras,
  health,
  cipher,
  clock,
  settings,
}: ToDoDeps): Promise<ToDoListJson> {
  const [registered, credentials, exceptions] = await Promise.all([
    cameras.list(),
    health.credentials(),
    health.exceptions(),
  ]);
  const today = calendarDayOf(clock.nowMs(), settings.timeZone);
  const { shared, usual } = findWeakPasswords(credentials, cipher);
  const passwordItem = (kind: 'default-password' | 'shared-password', ids: readonly CameraId[]) => ({
    kind,
    cameraIds: [...ids],
    exceptions: exceptions.filter(isOf(ids)).map(exceptionJson(today)),
  });
  const without = (
    kind: 'no-notice' | 'no-place',
    field: (camera: (typeof registered)[number]) => unknown,
  ) => ({
    kind,
    exceptions: [],
    cameraIds: registered.filter((camera) => field(camera) === undefined).map(({ camera }) => camera.id),
  });
  const items = [
    without('no-notice', ({ notice }) => notice),
    without('no-place', ({ camera }) => camera.place),
    clocksOff(registered),
    passwordItem('default-password', usual),
    ...shared.map((group) => passwordItem('shared-password', group)),
  ];
  return { items: items.filter(({ cameraIds }) => cameraIds.length > 0) };
}

/** A clock that was set is measured again within a day. */
const clocksOff = (registered: readonly RegisteredCamera[]) => ({
  kind: 'clock-off' as const,
  exceptions: [],
  cameraIds: registered
    .filter(({ clock }) => clock?.reading && isClockOff(clock.reading))
    .map(({ camera }) => camera.id),
});

const isOf =
  (ids: readonly CameraId[]) =>
  ({ cameraId }: PasswordException): boolean =>
    ids.includes(cameraId);

const exceptionJson =
  (today: string) =>
  ({ cameraId, untilOn, reason }: PasswordException) => ({
    cameraId,
    untilOn,
    reason,
    isOver: untilOn < today,
  });
