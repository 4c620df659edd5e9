import { api } from '../api/client.ts';
import type { ListedCamera } from '../api/shapes.ts';
import { setParameters, useLocation } from '../base/location.tsx';
import { useMessages } from '../messages/language.tsx';
import { Field } from '../parts/field.tsx';
import { typed } from '../parts/typed.ts';
import { CameraTable } from './camera-table.tsx';
import { useFitting } from './fitting.ts';

/** Every camera, or those whose name, neighbourhood or address has what is typed, with or without diacritics. */
export function AllCameras({ cameras }: { readonly cameras: readonly ListedCamera[] }) {
  const { cameras: words } = useMessages();
  const sought = useLocation().search.get('q') ?? '';
  const fitting = useFitting(cameras, sought);
  return (
    <>
      <Field label={words.filter}>
        {(wiring) => (
          <input
            {...wiring}
            type="search"
            value={sought}
            onInput={typed((q) => setParameters({ q: q === '' ? undefined : q }, { replace: true }))}
          />
        )}
      </Field>
      {fitting.length === 0 ? <p class="notice">{words.noneFits}</p> : <CameraTable cameras={fitting} />}
      <p>
        <a href={api.exportCamerasUrl()} download>
          {words.export}
        </a>
      </p>
    </>
  );
}
