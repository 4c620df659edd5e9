/** How deep the lists and objects of a JSON text nest, and whether each is closed. */
export interface JsonNesting {
  readonly deepest: number;
  readonly isClosed: boolean;
}

const [quote, backslash] = [0x22, 0x5c];
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/** Reads no values, so that a text can be refused before it is parsed: attacker-controlled, in UTF-8. */
export function nestingOf(json: Uint8Array): JsonNesting {
  let [depth, deepest, isInText] = [0, 0, false];
  for (let i = 0; i < json.length; i++) {
    const byte = json[i] ?? 0;
    if (isInText) {
      if (byte === backslash) i += 1;
      else if (byte === quote) isInText = false;
    } else if (byte === quote) isInText = true;
    else if (opening.has(byte)) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (closing.has(byte)) depth -= 1;
  }
  return { deepest, isClosed: depth === 0 };
}
