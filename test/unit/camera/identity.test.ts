import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CameraIdentity,
  matchIdentity,
  normaliseMac,
  normaliseUuid,
} from '../../../src/camera/index.ts';

const known = (identity: CameraIdentity, name = 'a') => ({ name, identity });
const uuid = (tail: string) => `5f5a69c2-e0ae-504f-829b-${tail.padStart(12, '0')}`;
const whole: CameraIdentity = { endpointUuid: uuid('1'), mac: '02:00:00:00:00:01', serial: '1', model: 'M' };

describe('when a MAC is read', () => {
  it.each(['02:1B:B7:24:3F:F9', '02-1b-b7-24-3f-f9', '021bb7243ff9', ' 021b.b724.3ff9 '])(
    'knows %s',
    (text) => {
      expect(normaliseMac(text)).toBe('02:1b:b7:24:3f:f9');
    },
  );

  it.each(['', '00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff', '02:1b:b7:24:3f', '02:1b:b7:24:3f:f9:00', 'MAC'])(
    'takes %j for none',
    (text) => {
      expect(normaliseMac(text)).toBeUndefined();
    },
  );
});

describe('when an endpoint is read', () => {
  it.each(['urn:uuid:5F5A69C2-e0ae-504f-829b-00fc8a1b0001', 'uuid:5f5a69c2-e0ae-504f-829b-00fc8a1b0001'])(
    'knows %s',
    (text) => {
      expect(normaliseUuid(text)).toBe('5f5a69c2-e0ae-504f-829b-00fc8a1b0001');
    },
  );

  it.each(['', 'urn:uuid:', 'urn:uuid:00000000-0000-0000-0000-000000000000', 'http://10.0.0.1/', '1234'])(
    'takes %j for none',
    (text) => {
      expect(normaliseUuid(text)).toBeUndefined();
    },
  );
});

describe('when a found identity is matched', () => {
  it('is the same camera when all known facts agree, whatever is unknown', () => {
    expect(matchIdentity({ endpointUuid: uuid('1') }, [known(whole)])).toMatchObject({ kind: 'same' });
    expect(matchIdentity({ mac: '02:00:00:00:00:01' }, [known(whole)])).toMatchObject({ kind: 'same' });
  });

  it('is the same camera with a changed endpoint when MAC and serial agree (quirk 6)', () => {
    const found = { ...whole, endpointUuid: uuid('2') };
    expect(matchIdentity(found, [known(whole)])).toMatchObject({ kind: 'changed', facts: ['endpointUuid'] });
  });

  it('is the same camera with a changed serial when that was its IP address (quirk 6: Reolink)', () => {
    const before = { ...whole, serial: '192168261' };
    const after = { ...whole, serial: '192168277' };
    expect(matchIdentity(after, [known(before)])).toMatchObject({ kind: 'changed', facts: ['serial'] });
  });

  it('is new beside cameras that share its serial and model (quirk 6: Tapo C200)', () => {
    const sold = [2, 3, 4].map((n) =>
      known({ ...whole, endpointUuid: uuid(`${n}`), mac: `02:00:00:00:00:0${n}` }),
    );
    expect(matchIdentity(whole, sold)).toEqual({ kind: 'new' });
  });

  it('never takes a serial alone for an identity, but asks', () => {
    const a = known({ serial: '123456', model: 'M' });
    expect(matchIdentity({ serial: '123456', model: 'M' }, [a])).toEqual({
      kind: 'ambiguous',
      candidates: [a],
    });
  });

  it('does not compare serials of different or unknown models', () => {
    expect(matchIdentity({ serial: '1', model: 'N' }, [known({ serial: '1', model: 'M' })]).kind).toBe('new');
    expect(matchIdentity({ serial: '1' }, [known({ serial: '1' })]).kind).toBe('new');
  });

  it('asks when as much speaks against it as for it', () => {
    const a = known({ endpointUuid: uuid('1'), mac: '02:00:00:00:00:01' });
    const clone = { endpointUuid: uuid('1'), mac: '02:00:00:00:00:09' };
    expect(matchIdentity(clone, [a])).toEqual({ kind: 'ambiguous', candidates: [a] });
  });

  it('asks when two registered cameras fit equally well', () => {
    const twins = [known({ endpointUuid: uuid('1') }, 'a'), known({ endpointUuid: uuid('1') }, 'b')];
    expect(matchIdentity({ endpointUuid: uuid('1') }, twins)).toEqual({
      kind: 'ambiguous',
      candidates: twins,
    });
  });

  it('takes the better of two', () => {
    const twins = [known({ endpointUuid: uuid('1') }, 'a'), known(whole, 'b')];
    expect(matchIdentity(whole, twins)).toMatchObject({ kind: 'same', camera: { name: 'b' } });
  });

  it('is new when nothing is registered or nothing is known', () => {
    expect(matchIdentity(whole, [])).toEqual({ kind: 'new' });
    expect(matchIdentity({}, [known(whole)])).toEqual({ kind: 'new' });
  });

  it('never calls a camera the same against the majority of the facts', () => {
    const fact = fc.constantFrom('1', '2', undefined);
    const anIdentity = fc.record({ u: fact, m: fact, s: fact }).map(
      ({ u, m, s }): CameraIdentity => ({
        ...(u ? { endpointUuid: uuid(u) } : {}),
        ...(m ? { mac: `02:00:00:00:00:0${m}` } : {}),
        ...(s ? { serial: s, model: 'M' } : {}),
      }),
    );
    fc.assert(
      fc.property(anIdentity, fc.array(anIdentity, { maxLength: 4 }), (found, all) => {
        const match = matchIdentity(
          found,
          all.map((identity) => known(identity)),
        );
        if (match.kind !== 'same' && match.kind !== 'changed') return;
        const { identity } = match.camera;
        const pairs = (['endpointUuid', 'mac', 'serial'] as const)
          .map((name) => [found[name], identity[name]])
          .filter(([a, b]) => a !== undefined && b !== undefined);
        const agreeing = pairs.filter(([a, b]) => a === b).length;
        expect(agreeing).toBeGreaterThan(pairs.length - agreeing);
        const strong = found.mac === identity.mac && found.mac !== undefined;
        expect(strong || found.endpointUuid === identity.endpointUuid).toBe(true);
      }),
    );
  });
});
