import { invalid } from '../../core/index.ts';
import { parseVerifierKey, type SignatureType, type VerifierKey } from '../notes/index.ts';
import type { LogPolicy, PolicyParty, Quorum } from './policy.ts';

const maxPolicyBytes = 1_000_000;

/** Predefined: no cosignature is needed. */
const none = 'none';

/**
 * Parses a policy (C2SP tlog-policy). Errors: `invalid` `policy-malformed`, which names the line. Names are octets there;
 * here each octet is one character.
 */
export function parseLogPolicy(bytes: Uint8Array): LogPolicy {
  const text = Buffer.from(bytes).toString('latin1');
  if (bytes.length > maxPolicyBytes) throw malformed(`more than ${maxPolicyBytes} bytes`);
  const reading = new PolicyReading();
  text.split('\n').forEach((line, at) => {
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(line)) throw malformed('a control character', at);
    const [word = '', ...items] = line.split(/[ \t]+/).filter((item) => item !== '');
    if (word !== '' && !word.startsWith('#')) reading.take(word, items, at);
  });
  return reading.policy();
}

/** What the lines so far have defined. */
class PolicyReading {
  private readonly logs: PolicyParty[] = [];
  private readonly witnesses: PolicyParty[] = [];
  private readonly defined = new Map<string, Quorum>();
  private readonly grouped = new Set<string>();
  private quorum: { readonly of: Quorum | undefined } | undefined;

  take(word: string, items: readonly string[], at: number): void {
    if (word === 'log') this.logs.push(this.party('note', items, at));
    else if (word === 'witness') this.takeWitness(items, at);
    else if (word === 'group') this.define(items[0], this.group(items, at), at);
    else if (word === 'quorum') this.takeQuorum(items, at);
    else throw malformed('it begins with none of log, witness, group, quorum', at);
  }

  policy(): LogPolicy {
    if (!this.quorum) throw malformed('no quorum line');
    return { logs: this.logs, witnesses: this.witnesses, quorum: this.quorum.of };
  }

  private takeWitness([name, ...rest]: readonly string[], at: number): void {
    const witness = this.party('cosignature', rest, at);
    this.define(name, witness, at);
    this.witnesses.push(witness);
  }

  private takeQuorum([name, ...more]: readonly string[], at: number): void {
    if (name === undefined || more.length > 0) throw malformed('"quorum" takes one name', at);
    if (this.quorum) throw malformed('a second quorum', at);
    this.quorum = { of: name === none ? undefined : this.of(name, at) };
  }

  /** A key of that type, new among those of its kind, and a URL that may be absent. */
  private party(type: SignatureType, [text, url, ...more]: readonly string[], at: number): PolicyParty {
    if (text === undefined || more.length > 0) throw malformed('a key and at most a URL are expected', at);
    const key = keyOf(text, at);
    const others = type === 'note' ? this.logs : this.witnesses;
    if (key.type !== type) throw malformed(`the key is not of type ${type}`, at);
    if (others.some((other) => other.key.publicKey.equals(key.publicKey)))
      throw malformed('the key is there already', at);
    return url === undefined ? { key } : { key, url };
  }

  private group([, count = '', ...names]: readonly string[], at: number): Quorum {
    const members = names.map((name) => this.memberOf(name, at));
    const threshold = thresholdOf(count, members.length);
    if (threshold < 1 || threshold > members.length)
      throw malformed('"all", "any" or a number of its members is expected', at);
    return { threshold, members };
  }

  /** A name counts in one group only: no witness counts twice. */
  private memberOf(name: string, at: number): Quorum {
    const member = this.of(name, at);
    if (this.grouped.has(name)) throw malformed('a name is in two groups, or twice in one', at);
    this.grouped.add(name);
    return member;
  }

  private define(name: string | undefined, as: Quorum, at: number): void {
    if (name === undefined || name === none || this.defined.has(name))
      throw malformed('a new name is expected', at);
    this.defined.set(name, as);
  }

  private of(name: string, at: number): Quorum {
    const found = this.defined.get(name);
    if (!found) throw malformed('names what no line before defines', at);
    return found;
  }
}

/** 0 for what is no threshold. */
function thresholdOf(count: string, members: number): number {
  if (count === 'all') return members;
  if (count === 'any') return 1;
  return /^[1-9][0-9]{0,3}$/.test(count) ? Number(count) : 0;
}

function keyOf(text: string, at: number): VerifierKey {
  try {
    return parseVerifierKey(Buffer.from(text, 'latin1').toString('utf8'));
  } catch {
    throw malformed('the key is not a verifier key for Ed25519', at);
  }
}

const malformed = (how: string, at?: number): Error =>
  invalid('policy-malformed', `not a policy: ${at === undefined ? '' : `line ${at + 1}: `}${how}`);
