import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { auditWhole } from './log/audit.ts';
import { type ContinueOptions, continueLog } from './log/continue.ts';
import { headShown } from './log/head.ts';
import { logKeyShown } from './log/key.ts';
import { type MonitorOptions, monitorOnce } from './log/monitor.ts';
import { count, print } from './log/printed.ts';
import { consistencyOf, inclusionOf } from './log/proofs.ts';
import { afterLeak, afterRotation, rotateLogKey } from './log/rotate.ts';
import { newestLeaves } from './log/tail.ts';

interface Printing {
  readonly json?: true;
}

const json = ['--json', 'prints lines of JSON, for programs'] as const;

/** Reads the log as anybody may who has its files and its public key; only `audit` and `continue` ask the catalogue. */
export function logCommand(): Command {
  const log = new Command('log').description('the evidence log: what is sealed in it, and proofs of that');
  log
    .command('key')
    .option(...json)
    .description('prints the public key of the log and its fingerprint, to be kept on paper')
    .action(async ({ json: asJson }: Printing) => print(await logKeyShown(), asJson));
  log
    .command('head')
    .option(...json)
    .description('prints the newest checkpoint on one line, to be kept on paper')
    .action(async ({ json: asJson }: Printing) => {
      const { line, ...head } = await headShown();
      console.log(asJson ? JSON.stringify({ line, ...head }) : line);
    });
  log
    .command('tail')
    .option('--count <number>', 'of records', '20')
    .option(...json)
    .description('prints the newest records that are sealed')
    .action(async (options: Printing & { count: string }) => {
      for (const leaf of await newestLeaves(count(options.count, '--count'))) print(leaf, options.json);
    });
  log
    .command('inclusion')
    .argument('<leaf>', 'the index of a leaf, from 0')
    .option('--proof <file>', 'writes the proof, for other programs (C2SP tlog-proof)')
    .option(...json)
    .description('proves that a record is in the log, under the newest checkpoint')
    .action(async (leaf: string, { proof, json: asJson }: Printing & { proof?: string }) => {
      const { file, ...shown } = await inclusionOf(count(leaf, '<leaf>'));
      if (proof !== undefined) await writeFile(proof, file);
      print(shown, asJson);
    });
  log
    .command('consistency')
    .argument('<file>', 'a checkpoint of before, as it was signed')
    .option(...json)
    .description('proves that the log still begins as it was at an earlier checkpoint')
    .action(async (file: string, { json: asJson }: Printing) => print(await consistencyOf(file), asJson));
  log
    .command('audit')
    .option('--without-catalogue', 'compares nothing with the catalogue: it may be away')
    .option(...json)
    .description(
      'recomputes the whole log from its records, and names what differs; fails when something does',
    )
    .action((options: Printing & { withoutCatalogue?: true }) => auditWhole(options));
  log
    .command('monitor')
    .requiredOption('--log <place>', 'address or folder of the files of the log')
    .requiredOption(
      '--key <file>',
      'public key of the log (log.vkey), compared with the fingerprint on paper',
    )
    .requiredOption('--memory <file>', 'what the last call saw; made by the first')
    .option(...json)
    .description(
      'follows the log from where the last call ended, on the machine of an auditor; fails when it has an alarm to tell of',
    )
    .action((options: MonitorOptions) => monitorOnce(options));
  log
    .command('continue')
    .option(
      '--memory-lost',
      'makes the memory of the signer anew of the stored log, if witnesses say that it is the newest',
    )
    .option(
      '--open-next',
      'ends the log where it is stored and opens the next one behind it, if no witness can say whether it is the newest; exports say so',
    )
    .option(
      '--head <line>',
      'with --open-next: a head that was kept on paper or in a mail, in quotes, which the stored log must contain',
    )
    .description(
      'lets new records stand behind what is sealed, after an older catalogue was restored; while the service is stopped',
    )
    .action((options: ContinueOptions) => continueLog(options));
  log
    .command('rotate')
    .option('--leaked', 'marks the key of before: others may have it')
    .option(...json)
    .description(
      'has a new key take the place of the one that signs the log; both sign a record of that, and the old public key stays',
    )
    .action(async ({ json: asJson, leaked = false }: Printing & { leaked?: boolean }) => {
      print(await rotateLogKey({ isLeaked: leaked }), asJson);
      if (!asJson) console.log(leaked ? `${afterRotation}\n${afterLeak}` : afterRotation);
    });
  return log;
}
