import { useEffect, useMemo, useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import type { CameraFootage, FootageRequest } from '../api/shapes.ts';
import { setParameters, useLocation } from '../app/location.tsx';
import { useQuery } from '../app/query.ts';
import { SeenBy } from '../find/seen-by.tsx';
import { Lanes } from '../lanes/lanes.tsx';
import { useMessages } from '../messages/language.tsx';
import { Fault } from '../parts/fault.tsx';
import { useShortcut } from '../parts/shortcut.ts';
import { ShortcutsHelp } from '../parts/shortcuts-help.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Player } from '../player/player.tsx';
import { StoryboardShelf } from '../player/storyboard.ts';
import { StoryboardTile } from '../player/storyboard-tile.tsx';
import { zonedRangeText } from '../time/format.ts';
import { stateWord } from './state-word.ts';

/** What a request opens: the lanes are the scrubber, the picture is beside them. */
export function RequestPage({ id }: { readonly id: string }) {
  const messages = useMessages();
  const {
    data: request,
    problem,
    isLoading,
    reload,
  } = useQuery(`request ${id}`, (signal) => api.getRequest({ id }, { signal }));
  const footage = useQuery(request && `request-footage ${id}`, (signal) => footageOf(request, signal), {
    everyMs: request && Date.parse(request.to) > Date.now() - 300_000 ? 10_000 : undefined,
  });
  return (
    <div class="stack">
      <Fault problem={problem ?? footage.problem} retry={problem ? reload : footage.reload} />
      {(isLoading || footage.isLoading) && <Skeleton lines={8} />}
      {request && (
        <header class="row">
          <h1>{request.caseNumber}</h1>
          <span class="state">{stateWord(request.state, messages)}</span>
          <span class="soft number">{zonedRangeText(Date.parse(request.from), Date.parse(request.to))}</span>
          <span class="soft">{request.purpose}</span>
          <span class="push">
            <ShortcutsHelp />
          </span>
        </header>
      )}
      {request && footage.data && <Watch request={request} cameras={footage.data} />}
    </div>
  );
}

async function footageOf(request: FootageRequest | undefined, signal: AbortSignal): Promise<CameraFootage[]> {
  if (!request) return [];
  const { cameraIds, from, to } = request;
  const answers = await Promise.all(
    cameraIds.map((camera) => api.lookUpFootage({ camera, from, to }, { signal })),
  );
  return answers
    .flatMap(({ cameras }) => cameras)
    .sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }));
}

interface WatchProps {
  readonly request: FootageRequest;
  readonly cameras: readonly CameraFootage[];
}

function Watch({ request, cameras }: WatchProps) {
  const { player: words } = useMessages();
  const { search } = useLocation();
  const range = { fromMs: Date.parse(request.from), toMs: Date.parse(request.to) };
  const chosen = cameras.find(({ id }) => id === search.get('camera'));
  const startMs = Date.parse(search.get('t') ?? '') || Date.parse(chosen?.spans[0]?.from ?? request.from);
  const [frameMs, setFrameMs] = useState<number>();
  const [wanted, setWanted] = useState<{ ms: number }>();
  const shelf = useMemo(() => new StoryboardShelf(), [request.id]);
  useEffect(() => () => shelf.clear(), [shelf]);
  const choose = (camera: CameraFootage, ms: number | undefined) => {
    const t = ms === undefined ? undefined : new Date(ms).toISOString();
    setParameters({ camera: camera.id, ...(t && { t }) }, { replace: camera.id === chosen?.id });
    if (ms !== undefined) setWanted({ ms });
  };
  useShortcut(['1', '2', '3', '4', '5', '6', '7', '8', '9'], (key) => {
    const camera = cameras[Number(key) - 1];
    if (camera) choose(camera, frameMs);
  });
  const isOpen = request.state === 'approved' && !request.isExpired;
  const label = (camera: CameraFootage) => (
    <button
      type="button"
      class="lane-choice"
      aria-pressed={camera.id === chosen?.id}
      onClick={() => choose(camera, frameMs)}
    >
      <SeenBy camera={camera} />
    </button>
  );
  return (
    <div class="watch">
      <div class="watch-picture">
        {!isOpen && <p class="notice">{words.waiting}</p>}
        {isOpen && !chosen && <p class="notice">{words.choose}</p>}
        {isOpen && chosen && (
          <Player
            key={chosen.id}
            requestId={request.id}
            camera={chosen}
            range={range}
            startMs={startMs}
            wanted={wanted}
            onFrame={setFrameMs}
          />
        )}
      </div>
      <Lanes
        cameras={cameras}
        {...range}
        cursorMs={frameMs}
        label={label}
        {...(isOpen && {
          choose,
          tip: (camera, ms) => (
            <StoryboardTile shelf={shelf} of={{ id: request.id, cameraId: camera.id }} ms={ms} />
          ),
        })}
      />
    </div>
  );
}
