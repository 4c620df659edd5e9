#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { messageOf } from '../../src/core/index.ts';
import { verifyFile } from './verify-file.ts';

const usage = `node verify.mjs BUNDLE --policy FILE [--checkpoint FILE] [--json] [--no-decode] [--language vi|en]

FILE of --policy has a line for each key that you trust:
  log <verifier key or printed fingerprint>
  export <verifier key or printed fingerprint>
  witness <name> <verifier key>
  quorum <name, or none>
  timestamp <SHA-256 of the certificate of a time stamp authority>

Clips of an unaltered bundle are decoded by ffmpeg, where this computer has it; --no-decode leaves that out.
`;

/** Exit status for what is no verdict: wrong arguments, a file that cannot be read. */
const failed = 2;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      policy: { type: 'string' },
      checkpoint: { type: 'string' },
      json: { type: 'boolean', default: false },
      'no-decode': { type: 'boolean', default: false },
      language: { type: 'string', default: 'vi' },
    },
  });
  const [bundle, ...more] = positionals;
  const { policy, checkpoint, json, language } = values;
  if (!bundle || more.length > 0 || !policy || (language !== 'vi' && language !== 'en')) {
    process.stderr.write(usage);
    process.exitCode = failed;
  } else {
    process.exitCode = await verifyFile(bundle, {
      policy,
      json,
      decode: !values['no-decode'],
      language,
      ...(checkpoint && { checkpoint }),
    });
  }
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = failed;
}
