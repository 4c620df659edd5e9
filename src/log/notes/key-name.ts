/** Whether a key can have this name: not empty, no Unicode space, no plus, no control character (C2SP signed-note). */
export const isKeyName = (text: string): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a note must not hold
  /^[^\p{White_Space}\p{Surrogate}+\u0000-\u001f]+$/u.test(text);
