// Updates dist/, for a test that starts compiled programs when vitest is run by hand.
import { compile } from './compile.mjs';

await compile({ unchecked: true });
