import type { Messages } from './vi.ts';

export const timelineEn: Pick<Messages, 'timeline'> = {
  timeline: {
    title: 'Time shown',
    earlier: 'Earlier',
    later: 'Later',
    zoomIn: 'Zoom in on the lanes',
    zoomOut: 'Zoom out of the lanes',
    length: 'Length shown',
    whole: 'As asked',
    outside: 'outside the time asked for',
    hatched: 'what is hatched is outside the time asked for',
    take: 'Use the time shown',
    hint: 'Turn the wheel over the lanes to zoom; hold Shift and turn it to move. Press − to see the month.',
    crowded: 'many short parts: zoom in to see each',
    keys: 'zoom in on the lanes, zoom out, show the time asked for (when they have the focus)',
    moveKeys: 'move the lanes, to their beginning, to their end (when they have the focus)',
  },
};
