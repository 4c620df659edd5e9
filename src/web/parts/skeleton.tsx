import { useMessages } from '../messages/language.tsx';

/** Stands where lines will be, while they are on their way. */
export function Skeleton({ lines = 4 }: { readonly lines?: number }) {
  const { common } = useMessages();
  return (
    <div class="skeleton" role="status">
      <span class="hidden-text">{common.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} aria-hidden="true" />
      ))}
    </div>
  );
}
