import { AppError, dayMs } from '../core/index.ts';
import {
  ChainAudit,
  type Checkpoint,
  GrowingLog,
  type LogFault,
  parseRecord,
  type ReadTile,
  StoredTree,
  storedBundle,
  type TreeHead,
} from '../log/index.ts';
import type { Alarm, AlarmCode } from './alarm.ts';
import type { FollowedLog, MonitorMemory } from './memory.ts';
import { HoldWatch, RequestWatch, SiteWatch } from './watches/index.ts';

const leavesInBundle = 256;
const forgottenAfterMs = 30 * dayMs;

/** Follows a log from where it was followed to, and tells of what an auditor should look at. Memory: a bundle, and what it remembers. */
export class LogMonitor {
  private readonly chains: ChainAudit;
  private readonly requests: RequestWatch;
  private readonly holds: HoldWatch;
  private readonly sites: SiteWatch;
  private head: TreeHead;

  constructor(private readonly remembered: MonitorMemory) {
    const memory = remembered;
    this.head = headOf(memory);
    const before = memory.before?.map((each) => ({ origin: each.log, ...headOf(each) }));
    this.chains = new ChainAudit(memory.log, new Map(Object.entries(memory.ends)), before);
    this.requests = new RequestWatch(new Map(Object.entries(memory.requests)));
    this.holds = new HoldWatch(new Map(Object.entries(memory.holds)));
    this.sites = new SiteWatch(new Map(Object.entries(memory.heardMs)));
  }

  /**
   * Reads the leaves that are new under a checkpoint whose signature was verified. Attacker-controlled. After `rolled-back`,
   * `forked` and `unreadable` nothing more is believed: keep the memory of before. Errors: those of the source.
   */
  async *catchUp(checkpoint: Checkpoint, read: ReadTile): AsyncGenerator<Alarm> {
    const { size, root } = checkpoint;
    if (size < this.head.size) {
      yield { code: 'rolled-back', says: `the log had ${this.head.size} leaves, and has ${size}` };
      return;
    }
    try {
      const before = await new StoredTree(size, read).root(this.head.size);
      if (Buffer.compare(before, this.head.root) !== 0) {
        yield { code: 'forked', says: `the log does not begin as it was at ${this.head.size} leaves` };
        return;
      }
      const growing = await GrowingLog.resume(this.head, read);
      for (let from = this.head.size; from < size; from = bundleAfter(from)) {
        const leaves = await newLeaves(from, size, read);
        for (const _ of growing.append(leaves));
        yield* this.follow(from, leaves);
      }
      if (Buffer.compare(growing.head().root, root) === 0) this.head = { size, root };
      else yield { code: 'forked', says: `the ${size} leaves do not give the root that was signed` };
    } catch (error) {
      yield alarmOf(error);
    }
  }

  /** What is remembered of a log that was followed without `rolled-back`, `forked` and `unreadable`. */
  memory(nowMs: number): MonitorMemory {
    this.requests.forgetEndedBefore(nowMs - forgottenAfterMs);
    return {
      v: 1,
      log: this.chains.origin,
      size: this.head.size,
      root: Buffer.from(this.head.root).toString('hex'),
      ends: Object.fromEntries(this.chains.ends),
      requests: Object.fromEntries(this.requests.requests),
      holds: Object.fromEntries(this.holds.holds),
      heardMs: Object.fromEntries(this.sites.heardMs),
      ...(this.remembered.before && { before: this.remembered.before }),
    };
  }

  /** Sites that state nothing. */
  silent = (nowMs: number): Alarm[] => this.sites.silent(nowMs);

  private *follow(from: number, leaves: readonly Uint8Array[]): Generator<Alarm> {
    for (const [at, bytes] of leaves.entries()) {
      const leaf = from + at;
      const { place, findings } = this.chains.follow(leaf, bytes);
      for (const { fault, says } of findings) yield { code: codes[fault] ?? 'record', leaf, says };
      if (!place) continue;
      const record = parseRecord(bytes);
      for (const watch of [this.requests, this.holds, this.sites]) yield* watch.follow({ leaf, record });
    }
  }
}

const headOf = ({ size, root }: FollowedLog): TreeHead => ({ size, root: Buffer.from(root, 'hex') });

const codes: Partial<Record<LogFault, AlarmCode>> = { chain: 'chain', link: 'link-differs' };

const bundleAfter = (leaf: number): number => (Math.floor(leaf / leavesInBundle) + 1) * leavesInBundle;

/** The leaves from that one to the end of its bundle. */
async function newLeaves(from: number, size: number, read: ReadTile): Promise<Uint8Array[]> {
  const bundle = Math.floor(from / leavesInBundle);
  return (await storedBundle(bundle, size, read)).slice(from - bundle * leavesInBundle);
}

/** An outage is no alarm. Where the files of before have another root, the log was rewritten. */
function alarmOf(error: unknown): Alarm {
  if (!(error instanceof AppError) || !['invalid', 'not-found'].includes(error.kind)) throw error;
  return { code: error.code === 'log-tiles-differ' ? 'forked' : 'unreadable', says: error.message };
}
