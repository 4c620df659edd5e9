import type { NewRetentionPolicy, RetentionPolicy } from '../../client/index.ts';

/** A policy as it is typed. Days and gigabytes stay text until they are sent. */
export interface PolicyDraft {
  readonly days: string;
  readonly minimumDays: string;
  readonly quotaGb: string;
  readonly requireClockSync: boolean;
  readonly rules: readonly RuleDraft[];
}

/** A time of its own for a neighbourhood or a camera. */
export interface RuleDraft {
  /** `nbh_…` or `cam_…`. */
  readonly of: string;
  readonly kind: 'neighbourhood' | 'camera';
  readonly days: string;
}

const gigabyte = 1_000_000_000;

const daySeconds = 86_400;

/** What is offered first: 30 days and a minimum of 7, or the floor where that is more. */
export const usualPolicy = (floorSeconds: number): PolicyDraft => {
  const floorDays = Math.ceil(floorSeconds / daySeconds);
  return {
    days: String(Math.max(30, floorDays)),
    minimumDays: String(Math.max(7, floorDays)),
    quotaGb: '',
    requireClockSync: false,
    rules: [],
  };
};

export const draftOfPolicy = (policy: RetentionPolicy): PolicyDraft => ({
  days: String(policy.days),
  minimumDays: String(policy.minimumDays),
  quotaGb: policy.quotaBytes === undefined ? '' : String(policy.quotaBytes / gigabyte),
  requireClockSync: policy.requireClockSync,
  rules: [
    ...policy.neighbourhoods.map(
      ({ neighbourhoodId, days }): RuleDraft => ({
        of: neighbourhoodId,
        kind: 'neighbourhood',
        days: String(days),
      }),
    ),
    ...policy.cameras.map(
      ({ cameraId, days }): RuleDraft => ({ of: cameraId, kind: 'camera', days: String(days) }),
    ),
  ],
});

export function policyOf({
  days,
  minimumDays,
  quotaGb,
  requireClockSync,
  rules,
}: PolicyDraft): NewRetentionPolicy {
  const of = (kind: RuleDraft['kind']) => rules.filter((rule) => rule.kind === kind);
  return {
    days: Number(days),
    minimumDays: Number(minimumDays),
    ...(quotaGb !== '' && { quotaBytes: Math.round(Number(quotaGb) * gigabyte) }),
    requireClockSync,
    neighbourhoods: of('neighbourhood').map((rule) => ({
      neighbourhoodId: rule.of,
      days: Number(rule.days),
    })),
    cameras: of('camera').map((rule) => ({ cameraId: rule.of, days: Number(rule.days) })),
  };
}
