import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../api/problem.ts';
import { ProblemNotice } from './fault.tsx';
import { Skeleton } from './skeleton.tsx';

/** A part of the console whose code is loaded when it is first shown. Where that fails, “Try again” loads the whole page anew. */
export function lazily<P extends object>(load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  let loaded: FunctionComponent<P> | undefined;
  return (props) => {
    const [, setLoaded] = useState(loaded !== undefined);
    const [problem, setProblem] = useState<Problem>();
    useEffect(() => {
      const begin = async () => {
        loaded = await load();
        setLoaded(true);
      };
      if (!loaded) begin().catch((error: unknown) => setProblem(new Problem(0, 'network', String(error))));
    }, []);
    const Screen = loaded;
    if (Screen) return <Screen {...props} />;
    return problem ? (
      <ProblemNotice problem={problem} retry={() => window.location.reload()} />
    ) : (
      <Skeleton />
    );
  };
}
