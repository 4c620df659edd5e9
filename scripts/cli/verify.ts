import { Command, Option } from 'commander';
import { type VerifyOptions, verifyFile } from '../verify/verify-file.ts';

/** Checks a bundle; needs no service, no settings and no network. */
export const verifyCommand = (): Command =>
  new Command('verify')
    .argument('<bundle>', 'the ZIP of an export')
    .requiredOption('--policy <file>', 'the keys that you trust: lines log, export, witness, quorum')
    .option('--checkpoint <file>', 'a checkpoint of the log that you have from elsewhere')
    .option('--json', 'prints the report as JSON')
    .option('--no-decode', 'does not decode the clips of an unaltered bundle with ffmpeg')
    .addOption(new Option('--language <language>').choices(['vi', 'en']).default('vi'))
    .description('verifies a bundle by itself; exit status 0 unchanged, 3 with remarks, 10 to 20 not')
    .action(async (bundle: string, options: VerifyOptions) => {
      process.exitCode = await verifyFile(bundle, options);
    });
