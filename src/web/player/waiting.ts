import { useEffect, useState } from 'preact/hooks';

/** Whether a video waits for data, to play on or to show what was sought. */
export function useWaiting(video: { current: HTMLVideoElement | null }): boolean {
  const [isWaiting, setWaiting] = useState(false);
  useEffect(() => {
    const element = video.current;
    const look = () => {
      if (!element) return;
      // 2: there is a picture; 3: and what comes after it.
      const isStuck = element.readyState < (element.paused ? 2 : 3) && !element.ended;
      setWaiting(isStuck || element.seeking);
    };
    for (const name of signs) element?.addEventListener(name, look);
    return () => {
      for (const name of signs) element?.removeEventListener(name, look);
    };
  }, []);
  return isWaiting;
}

const signs = [
  'waiting',
  'seeking',
  'seeked',
  'loadeddata',
  'canplay',
  'playing',
  'pause',
  'emptied',
  'ended',
];
