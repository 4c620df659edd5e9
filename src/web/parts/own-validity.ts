import { useEffect, useRef } from 'preact/hooks';
import { useMessages } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';

type Checked = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * Fields that the browser finds faulty before a form is sent say why in the language of the page, below the field: the browser's own
 * bubbles are in the browser's language. The first of them gets the focus.
 */
export function useOwnValidity(): void {
  const { validity } = useMessages();
  const words = useRef(validity);
  words.current = validity;
  useEffect(() => {
    let isFirst = true;
    const hear = (event: Event) => {
      event.preventDefault();
      const field = event.target as Checked;
      tell(field, faultText(field, words.current));
      if (!isFirst) return;
      isFirst = false;
      field.focus();
      // All faulty fields of a form are told of in one task.
      window.setTimeout(() => {
        isFirst = true;
      });
    };
    document.addEventListener('invalid', hear, true);
    return () => document.removeEventListener('invalid', hear, true);
  }, []);
}

function faultText(field: Checked, words: Messages['validity']): string {
  const { validity, min, max, minLength, type } = field as HTMLInputElement;
  if (validity.badInput) return type === 'number' ? words.number : words.time;
  if (validity.valueMissing) return type === 'checkbox' ? words.unticked : words.missing;
  if (validity.tooShort) return words.tooShort(minLength);
  if (validity.typeMismatch && type === 'email') return words.email;
  if (validity.rangeUnderflow) return words.atLeast(min);
  if (validity.rangeOverflow) return words.atMost(max);
  return words.otherForm;
}

/** Until something else is entered. */
function tell(field: Checked, text: string): void {
  document.getElementById(field.getAttribute('aria-errormessage') ?? '')?.remove();
  const said = document.createElement('p');
  said.id = `${field.id || field.name}-fault`;
  said.className = 'fault small';
  said.setAttribute('role', 'alert');
  said.textContent = text;
  const box = field.closest('.field');
  if (box) box.append(said);
  else (field.closest('label') ?? field).after(said);
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-errormessage', said.id);
  const forget = () => {
    said.remove();
    for (const name of ['aria-invalid', 'aria-errormessage']) field.removeAttribute(name);
  };
  field.addEventListener('input', forget, { once: true });
}
