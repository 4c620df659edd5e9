import { describe, expect, it } from 'vitest';
import {
  fillsQuorum,
  formatVerifierKey,
  otherLogs,
  parseLogPolicy,
  parseVerifierKey,
  type VerifierKey,
  verifierKey,
} from '../../../src/log/index.ts';
import { keysOf } from '../../support/log-files.ts';

const keyOf = (name: string, digit: string, type: VerifierKey['type'] = 'cosignature') =>
  formatVerifierKey(verifierKey(name, type, keysOf(digit.repeat(64)).publicKey));
const log = keyOf('ward.example/evidence/01', '1', 'note');
const [x1, x2, x3] = ['2', '3', '4'].map((digit, at) => keyOf(`x.example/${at + 1}`, digit));
const [y1, y2] = ['5', '6'].map((digit, at) => keyOf(`y.example/${at + 1}`, digit));
const read = (text: string) => parseLogPolicy(Buffer.from(text));

/** The example of the specification, with a URL, comments, tabs and empty lines. */
const example = `log ${log} https://ward.example/log/
# two offices
witness\tX1 ${x1} https://x.example/1

  witness X2 ${x2}
witness X3 ${x3}
group X-witnesses 2 X1 X2 X3
witness Y1 ${y1}
witness Y2 ${y2}
group Y-witnesses any Y1 Y2
group X-and-Y all X-witnesses Y-witnesses\t
  # also this
quorum X-and-Y
`;

describe('when a policy is read', () => {
  it('names logs and witnesses with their URLs', () => {
    const { logs, witnesses } = read(example);
    expect(logs.map(({ key, url }) => [formatVerifierKey(key), url])).toEqual([
      [log, 'https://ward.example/log/'],
    ]);
    expect(witnesses.map(({ key, url }) => [formatVerifierKey(key), url])).toEqual([
      [x1, 'https://x.example/1'],
      ...[x2, x3, y1, y2].map((key) => [key, undefined]),
    ]);
  });

  it.each([
    ['', false],
    ['0 1', false],
    ['0 1 2', false],
    ['0 3', false],
    ['0 0 3', false],
    ['0 2 4', true],
    ['0 1 2 3 4', true],
  ])('counts the witnesses of each group: %j', (cosigned, expected) => {
    const policy = read(example);
    const witnesses = cosigned
      .split(' ')
      .flatMap((at) => policy.witnesses[at === '' ? 99 : Number(at)] ?? []);
    expect(fillsQuorum(policy, witnesses)).toBe(expected);
  });

  it('needs one witness where the quorum names one, and none where it says none', () => {
    const one = read(`witness w ${x1}\nquorum w\n`);
    expect([fillsQuorum(one, []), fillsQuorum(one, one.witnesses)]).toEqual([false, true]);
    const none = read(`log ${log}\nwitness w ${x1}\nquorum none\n`);
    expect([none.quorum, fillsQuorum(none, [])]).toEqual([undefined, true]);
  });

  it('takes names of any octets, and does not confuse them', () => {
    expect(
      read(`witness \u212a ${x1}\nwitness K ${x2}\ngroup ý 1 K \u212a\nquorum ý\n`).witnesses,
    ).toHaveLength(2);
  });

  it('takes as many parties as the specification asks for', () => {
    const digit = (at: number): string => (at + 16).toString(16).padStart(64, '0');
    const of = (at: number, type: VerifierKey['type']) =>
      formatVerifierKey(verifierKey(`n${at}`, type, keysOf(digit(at)).publicKey));
    const many = Array.from({ length: 32 }, (_, at) => at);
    const lines = [
      ...many.map((at) => `log ${of(at, 'note')}`),
      ...many.map((at) => `witness w${at} ${of(at, 'cosignature')}`),
      ...many.map((at) => `group g${at} ${at === 0 ? 'all' : '2'} w${at}${at === 0 ? '' : ` g${at - 1}`}`),
    ];
    const policy = read([...lines, 'quorum g31', ''].join('\n'));
    expect(fillsQuorum(policy, policy.witnesses)).toBe(true);
    expect(fillsQuorum(policy, policy.witnesses.slice(1))).toBe(false);
  });

  it.each([
    ['no quorum', `log ${log}\n`],
    ['two of them', 'quorum none\nquorum none\n'],
    ['a quorum of nobody', 'quorum w\n'],
    ['a quorum of a later witness', `quorum w\nwitness w ${x1}\n`],
    ['a quorum of two', `witness w ${x1}\nquorum w w\n`],
    ['a group of a later witness', `group g any w\nwitness w ${x1}\nquorum g\n`],
    ['an empty group', 'group g all\nquorum g\n'],
    ['a threshold of none', `witness w ${x1}\ngroup g 0 w\nquorum g\n`],
    ['a threshold above the members', `witness w ${x1}\ngroup g 2 w\nquorum g\n`],
    ['a threshold that is no number', `witness w ${x1}\ngroup g +1 w\nquorum g\n`],
    ['a threshold with the name of a method', `witness w ${x1}\ngroup g constructor w\nquorum g\n`],
    ['a witness twice in a group', `witness w ${x1}\ngroup g any w w\nquorum g\n`],
    ['a witness in two groups', `witness w ${x1}\ngroup g any w\ngroup h any w\nquorum g\n`],
    ['none in a group', 'group g any none\nquorum g\n'],
    ['a witness called none', `witness none ${x1}\nquorum none\n`],
    ['a name twice', `witness w ${x1}\nwitness w ${x2}\nquorum w\n`],
    ['a name of witness and group', `witness w ${x1}\ngroup w any w\nquorum w\n`],
    [
      'a witness key twice, under two names',
      `witness v ${x1}\nwitness w ${keyOf('other.example', '2')}\nquorum w\n`,
    ],
    ['a log key twice', `log ${log}\nlog ${keyOf('b.example', '1', 'note')}\nquorum none\n`],
    ['a log with the key of a witness', `log ${x1}\nquorum none\n`],
    ['a witness with the key of a log', `witness w ${log}\nquorum w\n`],
    ['a key with another id', `log ${log.replace(/\+[0-9a-f]{8}\+/, '+00000000+')}\nquorum none\n`],
    ['too much on a line', `log ${log} https://a https://b\nquorum none\n`],
    ['an unknown word', 'qourum none\n'],
    ['a carriage return', 'quorum none\r\n'],
    ['another control character', '# \u0000\nquorum none\n'],
  ])('refuses %s', (_, text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'policy-malformed' }) as Error);
  });

  it('names the line', () => {
    expect(() => read('# a\n\nquorum w\n')).toThrow('line 3');
  });
});

describe('when a ward names a policy', () => {
  it('learns that it is of another log, or of this one before its key changed', () => {
    const [own, replaced] = [log, keyOf('ward.example/evidence/01', '7', 'note')].map(parseVerifierKey);
    if (!own || !replaced) throw new Error('no keys');
    const names = (text: string) => otherLogs(read(`${text}quorum none\n`), own).map(formatVerifierKey);
    expect(names(`log ${log}\n`)).toEqual([]);
    expect(names('')).toEqual([]);
    expect(names(`log ${formatVerifierKey(replaced)}\n`)).toEqual([formatVerifierKey(replaced)]);
    expect(names(`log ${formatVerifierKey(replaced)}\nlog ${log}\n`)).toEqual([]);
  });
});
