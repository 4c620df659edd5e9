/**
 * The document with its patterns as JSON Schema wants them: the generator leaves a regular expression's closing
 * slash and flags at the end.
 */
export function documented<T>(document: T): T {
  const text = JSON.stringify(document, (key, value: unknown) =>
    key === 'pattern' && typeof value === 'string' ? value.replace(/\/[a-z]+$/, '') : value,
  );
  return JSON.parse(text) as T;
}
