import { afterAll, beforeAll, expect, it } from 'vitest';
import { inventIdentity } from '../../scripts/ward/identity.ts';
import { type CameraLan, makeCameraLan } from '../support/camera-lan.ts';
import { Impostor } from '../support/impostor.ts';
import { namespacesMissing } from '../support/network-namespace.ts';
import { RecordedWard } from '../support/recorded-ward.ts';
import { describeUnless } from '../support/unless.ts';

/** TEST-NET-3 (RFC 5737): no real network has it. The service probes from the host's. */
const onNet = (host: number): string => `203.0.113.${host}`;
const [first, elsewhere, another, host] = [onNet(1), onNet(77), onNet(66), onNet(254)];
const numbers = { moved: 0, steady: 1, impostor: 2 };
const toleranceMs = 1_000;
/** Looked at before the camera moves. */
const asideMs = 5_000;

describeUnless(namespacesMissing, 'when a camera comes back at a new address (quirk 7)', () => {
  let lan: CameraLan;
  let ward: RecordedWard;

  beforeAll(async () => {
    const macOf = (number: number) => inventIdentity(first, number).mac;
    lan = await makeCameraLan(host, [
      { address: first, mac: macOf(numbers.moved) },
      { address: onNet(2), mac: macOf(numbers.steady) },
      { address: another, mac: '02:00:00:00:00:66' },
    ]);
    ward = await RecordedWard.raise({
      ward: { cameras: 2, firstAddress: first, within: lan.within },
      env: { MINHCHUNG_CAMERA_NETWORKS: `${onNet(0)}/24` },
    });
  });

  afterAll(async () => {
    await ward?.demo.stop();
    await lan?.remove();
  });

  it('follows it alone, and sends nothing to an impostor', async () => {
    const { within } = lan;
    const [camera] = ward.demo.ward.cameras;
    if (!camera) throw new Error('no camera');
    const impostor = await Impostor.start({ within, address: another, camera, ports: [8000, 8554] });
    const movedAtMs = Date.now();
    lan.readdress(numbers.moved, elsewhere);
    await ward.demo.ward.command(numbers.moved, { do: 'reboot', address: elsewhere, downMs: 0 });
    await ward.until('the camera to be recorded at its new address', async () => {
      const { address, recording } = await shown();
      return address === elsewhere && recording.state === 'recording';
    });
    const seen = await ward.accounted({ fromMs: movedAtMs - asideMs, toMs: Date.now() + asideMs });
    const [moved = [], steady] = [numbers.moved, numbers.steady].map((number) => seen[number]?.gaps);
    expect(new Set(moved.map(({ reason }) => reason))).toEqual(new Set(['offline']));
    expect(Date.parse(moved[0]?.from ?? '')).toBeGreaterThan(movedAtMs - toleranceMs);
    expect(steady).toEqual([]);
    expect(impostor.probed).toBeGreaterThan(0);
    expect(impostor.sent).toEqual([]);
    await impostor.stop();
  });

  const shown = () =>
    ward.enrolled.people.technician.get<{ address: string; recording: { state: string } }>(
      `/api/cameras/${ward.enrolled.cameras[numbers.moved]?.id}`,
    );
});
