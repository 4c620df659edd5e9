import { useState } from 'preact/hooks';
import type { ExportSizes } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { FootageRequest } from '../api/shapes.ts';
import { invalidate, type Query, useQuery } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { sizeText } from '../parts/amount.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { submitted } from '../parts/typed.ts';
import { type ChosenPart, chosenBytes, orderOf, stretchFields, takenForms } from './chosen-part.ts';
import { ChosenStretch } from './chosen-stretch.tsx';

interface ChoiceFormProps {
  readonly request: Pick<FootageRequest, 'id' | 'from' | 'to' | 'effectiveScope'>;
  /** Whether nothing can be ordered now: a second person is missing, or another one is being built. */
  readonly isHeld: boolean;
}

/** Cameras, stretch and form of what is taken away, with its size before it is ordered. */
export function ChoiceForm({ request, isHeld }: ChoiceFormProps) {
  const { exports: words } = useMessages();
  const [part, setPart] = useState<ChosenPart>(allOriginals);
  const sizes = useSizes(request.id, part.stretch);
  const { effectiveScope: cameras = [] } = request;
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.orderExport(
      { id: request.id },
      orderOf(
        part,
        cameras.map(({ cameraId }) => cameraId),
      ),
    );
    invalidate(`exports ${request.id}`);
  });
  const isNothing = part.without.size === cameras.length || part.stretch === 'wrong';
  return (
    <form class="stack" onSubmit={submitted(run)} aria-label={words.order}>
      <CameraChoice {...{ cameras, part, setPart }} />
      <ChosenStretch request={request} choose={(stretch) => setPart({ ...part, stretch })} />
      <FormChoice {...{ part, setPart }} />
      <ProblemNotice problem={sizes.problem} retry={sizes.reload} />
      <Act
        label={words.order}
        problem={problem}
        isBusy={isBusy}
        tone="primary"
        disabled={isHeld || isNothing}
      >
        <Size sizes={sizes} part={part} />
      </Act>
    </form>
  );
}

const allOriginals: ChosenPart = { without: new Set(), stretch: 'whole', form: 'originals' };

/** The sizes of that stretch, and of no other: none while they are asked for, or cannot be had. */
function useSizes(id: string, stretch: ChosenPart['stretch']): Query<ExportSizes> {
  const range = stretchFields(stretch);
  const key = stretch === 'wrong' ? undefined : `export-sizes ${id} ${range.from} ${range.to}`;
  return useQuery(key, (signal) => api.getExportSizes({ id }, range, { signal }));
}

interface PartProps {
  readonly part: ChosenPart;
  readonly setPart: (part: ChosenPart) => void;
}

function CameraChoice({
  cameras,
  part,
  setPart,
}: PartProps & { readonly cameras: FootageRequest['effectiveScope'] }) {
  const { exports: words } = useMessages();
  if (cameras.length < 2) return null;
  const toggle = (id: string) => {
    const without = new Set(part.without);
    if (!without.delete(id)) without.add(id);
    setPart({ ...part, without });
  };
  return (
    <fieldset>
      <legend class="small soft">{words.cameras(cameras.length - part.without.size, cameras.length)}</legend>
      <div class="ticks">
        {cameras.map(({ cameraId: id, name }) => (
          <label key={id} class="choice">
            <input type="checkbox" checked={!part.without.has(id)} onChange={() => toggle(id)} />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function FormChoice({ part, setPart }: PartProps) {
  const { exports: words } = useMessages();
  return (
    <fieldset>
      <legend class="small soft">{words.form}</legend>
      <div class="row">
        {takenForms.map((form) => (
          <label key={form} class="choice">
            <input
              type="radio"
              name="export-footage"
              checked={part.form === form}
              onChange={() => setPart({ ...part, form })}
            />
            {words.forms[form]}
          </label>
        ))}
      </div>
      <p class="hint">{words.formMeans[part.form]}</p>
    </fieldset>
  );
}

function Size({ sizes, part }: { readonly sizes: Query<ExportSizes>; readonly part: ChosenPart }) {
  const { messages, language } = useLanguage();
  const { exports: words, common } = messages;
  const { data, isLoading } = sizes;
  return (
    <output class="soft number">
      {data ? words.size(sizeText(chosenBytes(data, part), language)) : isLoading && common.loading}
    </output>
  );
}
