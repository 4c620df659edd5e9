import { useEffect, useLayoutEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { useLocation } from '../base/location.tsx';
import { SettledParameters } from '../base/settled-parameters.ts';
import type { Range } from '../time/spoken-range.ts';
import { LaneView, viewOfText, viewText } from './lane-view.ts';
import { daysAround, pannedView } from './view.ts';

/** The view of a range, as the address has it (`view`); it is written there once it rests. */
export function useLaneView({ fromMs, toMs }: Range): LaneView {
  const text = useLocation().search.get('view');
  const view = useMemo(() => {
    const asked = { fromMs, toMs };
    return new LaneView(asked, viewOfText(text), daysAround(asked, Date.now()));
  }, [fromMs, toMs]);
  const written = useRef(text);
  const parameters = useMemo(() => new SettledParameters(), []);
  useEffect(() => {
    if (text === written.current) return;
    written.current = text;
    view.set(viewOfText(text) ?? view.asked);
  }, [text, view]);
  useEffect(() => {
    written.current = text;
    const stop = view.hear(() =>
      parameters.write(() => {
        written.current = viewText(view) ?? null;
        return { view: viewText(view) };
      }),
    );
    return () => {
      stop();
      parameters.stop();
    };
  }, [view, parameters]);
  return view;
}

/** Draws the component again after each change of the view. */
export function useHeardView(view: LaneView): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => view.hear(() => redraw(undefined)), [view]);
}

/** Where the played instant leaves the view, the view goes on with it. */
export function useFollowing(view: LaneView | undefined, cursorMs: number | undefined): void {
  const before = useRef(cursorMs);
  useEffect(() => {
    const beforeMs = before.current;
    before.current = cursorMs;
    if (!view || beforeMs === undefined || cursorMs === undefined) return;
    const { fromMs, toMs } = view.range;
    const wasSeen = fromMs <= beforeMs && beforeMs < toMs;
    if (!wasSeen || (fromMs <= cursorMs && cursorMs < toMs)) return;
    view.set(pannedView(view.range, view.reach, (cursorMs - fromMs) / (toMs - fromMs) - leadShare));
  }, [view, cursorMs]);
}

/** The played instant is shown so far from the left edge when the view follows it. */
const leadShare = 0.1;
