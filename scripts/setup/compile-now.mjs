// Brings dist/ up to date, for a test that starts compiled programs while vitest is run by hand.
import { compile } from './compile.mjs';

await compile({ tolerant: true });
