import {
  checkpointName,
  keyName,
  keyRecordsName,
  proofsName,
  statementName,
  timestampName,
} from '../manifest/index.ts';
import { walkChain } from '../records/chain-walk.ts';
import { ofType } from '../records/kinds.ts';
import { type ProvedRecord, type ProvingLog, RecordReader } from '../records/proved-records.ts';
import { checkLinks } from '../trust/ended-logs.ts';
import type { Verifying } from '../verifying.ts';
import type { StreamOfSilence } from './silence.ts';

/** A ward gives out no more for one answer. */
export const maxAnswerRecords = 20_000;

/** The records that a negative answer comes with. */
export interface AnswerRecords {
  readonly all: readonly ProvedRecord[];
  /** Of the sites: the answer's own is among them. */
  readonly sites: readonly ProvedRecord[];
  readonly cameras: ReadonlyMap<string, readonly ProvedRecord[]>;
  readonly streams: ReadonlyMap<string, readonly StreamOfSilence[]>;
}

const endedFile = /^logs\/[1-9]\d*\.checkpoint$/;
const linkFile = /^logs\/[1-9]\d*\.jsonl$/;
const siteFile = /^records\/site\/([^/]+)\.jsonl$/;
const cameraFile = /^records\/([^/]+)\/camera\.jsonl$/;
const streamFile = /^records\/([^/]+)\/(main|sub)(-later)?\.jsonl$/;

/** The log of the checkpoint, and those that it continues. */
export interface AnswerLogs {
  readonly log: ProvingLog;
  readonly ended: readonly ProvingLog[];
}

/** Reads every record of the ZIP, with its proof, and follows the chains. What is wrong is a finding. */
export async function answerRecords(verifying: Verifying, logs: AnswerLogs): Promise<AnswerRecords> {
  const reading = new Reading(verifying, logs);
  await reading.links();
  await reading.chain(keyRecordsName('log'), 'key/log', 'start');
  for (const [file, site = ''] of namesIn(verifying, siteFile))
    reading.sites.push(...(await reading.chain(file, `site/${site}`, 'consecutive')));
  for (const [file, cam = ''] of namesIn(verifying, cameraFile))
    reading.cameras.set(cam, await reading.chain(file, `cam/${cam}`, 'consecutive'));
  for (const [file, cam = '', stream = '', later] of namesIn(verifying, streamFile))
    if (later === undefined) await reading.stream(file, cam, stream);
  return reading;
}

class Reading implements AnswerRecords {
  readonly all: ProvedRecord[] = [];
  readonly sites: ProvedRecord[] = [];
  readonly cameras = new Map<string, ProvedRecord[]>();
  readonly streams = new Map<string, StreamOfSilence[]>();
  private readonly reader: RecordReader;

  constructor(
    private readonly verifying: Verifying,
    private readonly logs: AnswerLogs,
  ) {
    const { bundle, findings } = verifying;
    this.reader = new RecordReader(bundle, findings, { ended: logs.ended, most: maxAnswerRecords });
  }

  async links(): Promise<void> {
    this.all.push(...(await checkLinks(this.verifying, this.reader, this.logs)));
  }

  async chain(file: string, chain: string, from: 'start' | 'consecutive'): Promise<ProvedRecord[]> {
    const records = await this.reader.read(file, this.logs.log);
    walkChain(records, { chain, from }, this.verifying.findings);
    this.all.push(...records);
    return records;
  }

  async stream(file: string, cam: string, stream: string): Promise<void> {
    const { findings } = this.verifying;
    const chain = `stream/${cam}/${stream}`;
    const main = await this.reader.read(file, this.logs.log);
    const end = walkChain(main, { chain, from: 'consecutive' }, findings);
    const later = await this.reader.read(file.replace('.jsonl', '-later.jsonl'), this.logs.log);
    walkChain(later, { chain, from: 'later' }, findings, end);
    const all = [...main, ...later];
    this.all.push(...all);
    this.streams.set(cam, [...(this.streams.get(cam) ?? []), { file, all, segs: ofType(all, 'seg') }]);
  }
}

const namesIn = ({ bundle }: Verifying, form: RegExp): RegExpExecArray[] =>
  bundle.files.map(({ name }) => form.exec(name)).filter((found) => found !== null);

/** Every file is one of a negative answer about these cameras, and the ZIP tells its sum. */
export async function checkAnswerFiles(verifying: Verifying, cams: ReadonlySet<string>): Promise<void> {
  const { bundle, findings } = verifying;
  for (const { name } of bundle.files) {
    const records = name.replace(/\.proofs$/, '.jsonl');
    const isKnown =
      [statementName, checkpointName, timestampName, keyName('log')].includes(name) ||
      endedFile.test(name) ||
      isRecordsFile(records, cams);
    if (!isKnown || (name === proofsName(records) && !bundle.has(records)))
      findings.add('file-unlisted', { file: name });
    else if ((await bundle.sums(name))?.isCrcRight === false) findings.add('zip-malformed', { file: name });
  }
}

function isRecordsFile(name: string, cams: ReadonlySet<string>): boolean {
  if (name === keyRecordsName('log') || siteFile.test(name) || linkFile.test(name)) return true;
  const [, cam = ''] = cameraFile.exec(name) ?? streamFile.exec(name) ?? [];
  return cams.has(cam);
}
