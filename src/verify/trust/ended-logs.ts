import { isLogLink, linksTo, logNumberOf, originBeside } from '../../log/index.ts';
import { endedCheckpointName, linkRecordsName } from '../manifest/index.ts';
import type { ProvedRecord, ProvingLog, RecordReader } from '../records/proved-records.ts';
import type { Verifying } from '../verifying.ts';
import { checkpointIn, type KeysOfLog, keysOfOrigin, type WitnessedCheckpoint } from './opened-checkpoint.ts';

/**
 * The last checkpoints of the logs that the one of this name continues, as the bundle has them, the first one first. What is wrong
 * with one is a finding of its file.
 */
export async function endedLogs(
  verifying: Verifying,
  origin: string,
  logKeys: KeysOfLog,
): Promise<WitnessedCheckpoint[]> {
  const ended: WitnessedCheckpoint[] = [];
  for (let number = 1; number < logNumberOf(origin); number++) {
    const file = endedCheckpointName(number);
    const name = originBeside(origin, number);
    const keys = keysOfOrigin(name, logKeys);
    const checkpoint = keys && (await checkpointIn(verifying, file, keys));
    if (checkpoint) ended.push(checkpoint);
    else if (!keys) verifying.findings.add('signature-wrong', { file, detail: { name } });
    // Each missing file of a name that nobody can write would be a finding.
    if (!checkpoint) break;
  }
  return ended;
}

/**
 * Each log but the first begins with a link to the last checkpoint of the one before; that it was opened anew is told. Answers the
 * links.
 */
export async function checkLinks(
  { findings, bundle }: Verifying,
  reader: RecordReader,
  { log, ended }: { readonly log: ProvingLog; readonly ended: readonly ProvingLog[] },
): Promise<ProvedRecord[]> {
  const links: ProvedRecord[] = [];
  for (const [at, before] of ended.entries()) {
    const number = at + 2;
    const file = linkRecordsName(number);
    if (!bundle.has(file)) {
      findings.add('log-without-link', { file, detail: { origin: originBeside(log.origin, number) } });
      continue;
    }
    const [first] = await reader.read(file, log);
    if (first) links.push(first);
    const link = first?.log === number && first.index === 0 ? first.record : undefined;
    if (!link || !isLogLink(link) || !linksTo(link, before))
      findings.add('link-differs', { file, detail: { origin: before.origin, size: before.size } });
    else
      findings.add('log-opened-anew', {
        file,
        detail: { at: link.at, origin: link.chain, size: link.size, root: link.root.slice(0, 16) },
      });
  }
  if (ended.length < logNumberOf(log.origin) - 1)
    findings.add('log-without-link', {
      file: linkRecordsName(ended.length + 2),
      detail: { origin: log.origin },
    });
  return links;
}
