const paths = {
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zm5 12 4.5 4.5',
  camera: 'M4 8h11v9H4zM15 11l5-3v9l-5-3',
  play: 'M7 5l12 7-12 7z',
  pause: 'M8 5v14M16 5v14',
  still: 'M4 7h4l2-2h4l2 2h4v12H4zM12 10a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4z',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  whole: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  plus: 'M12 5v14M5 12h14',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 20c1-4 4-5.5 8-5.5s7 1.5 8 5.5',
  keyboard: 'M3 7h18v11H3zM6 10h1M10 10h1M14 10h1M18 10h0M7 15h10',
} as const;

/** One of the console's few pictograms; always beside or behind words, so it says nothing itself. */
export const Icon = ({ name }: { readonly name: keyof typeof paths }) => (
  <svg aria-hidden="true" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor">
    <path d={paths[name]} stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
);
