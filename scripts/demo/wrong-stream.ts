import type { Demo } from './start-demo.ts';
import type { EnrolledWard } from './steps.ts';
import { until } from './until.ts';

export interface NamedFault {
  readonly camera: string;
  readonly reason: string;
  readonly code: string;
  /** Cause and remedy, as the API says them. */
  readonly message: string;
}

/**
 * Sets a camera to UDP alone, as its owner may: it must be told as such, with the remedy, in its state, on the list of
 * visits and in the gap. Set back, it is recorded at a person's "try now".
 */
export async function nameWrongStream(
  { ward }: Demo,
  { people, cameras }: EnrolledWard,
): Promise<NamedFault> {
  const camera = cameras.at(-1);
  if (!camera) throw new Error('no camera is enrolled');
  const { id, facts } = camera;
  const { api } = people.technician;
  const recording = async () => (await api.getCamera({ id })).recording;
  const refuseTcp = (refusesTcp: boolean) =>
    ward.command(facts.number, { do: 'behave', settings: { refusesTcp } });
  const sinceMs = Date.now();
  await refuseTcp(true);
  await ward.command(facts.number, { do: 'drop' });
  const { reason = '', message = '' } = await until(
    async () => {
      const state = await recording();
      return state.state === 'waiting' && state.code === 'camera-udp-only' ? state : undefined;
    },
    { what: `${facts.name} is told to send over UDP alone`, withinMs: 30_000 },
  );
  if (reason !== 'unsupported' || !message.includes('Allow RTSP over TCP'))
    throw new Error(`the state of ${facts.name} sends people astray: ${reason}, ${message}`);
  await requireGap(people.officer, id, sinceMs);
  await refuseTcp(false);
  await api.retryCamera({ id });
  await until(async () => ((await recording()).state === 'recording' ? true : undefined), {
    what: `${facts.name} is recorded again`,
    withinMs: 30_000,
  });
  return { camera: facts.name, reason, code: 'camera-udp-only', message };
}

/** A camera sends its newest GOP again to whoever comes back, which covers a shorter gap. */
const longestGopMs = 4_000;

/** The look-up names the gap while it lasts. */
async function requireGap(officer: EnrolledWard['people']['officer'], camera: string, sinceMs: number) {
  const from = new Date(sinceMs - 60_000).toISOString();
  let reasons: string[] = [];
  await until(
    async () => {
      const { cameras } = await officer.api.lookUpFootage({ camera, from, to: new Date().toISOString() });
      const gaps = cameras.flatMap((each) => each.gaps);
      reasons = gaps.map(({ reason }) => reason);
      return (
        gaps.some(
          (gap) => gap.reason === 'unsupported' && Date.parse(gap.to) - Date.parse(gap.from) >= longestGopMs,
        ) || undefined
      );
    },
    {
      what: 'the look-up names the gap "unsupported"',
      missing: () => `it names ${reasons.join(', ') || 'none'}`,
      withinMs: 60_000,
    },
  );
}
