import type { TargetedEvent } from 'preact';

type Typing = TargetedEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>;

/** An `onInput` that hands over what now stands in the field. */
export const typed = (take: (value: string) => void) => (event: Typing) => take(event.currentTarget.value);

/** An `onSubmit` that stays on the page. */
export const submitted = (run: () => Promise<void>) => (event: Event) => {
  event.preventDefault();
  void run();
};
