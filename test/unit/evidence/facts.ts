import type { CameraId, RequestId } from '../../../src/core/index.ts';
import type { ExportId } from '../../../src/evidence/index.ts';
import type { PaperFacts } from '../../../src/evidence/papers/facts.ts';

const at = (time: string): number => Date.parse(`2026-11-21T${time}Z`);
const sum = (digit: string): string => digit.repeat(64);
const corner = 'cam_01jd3x0000000000000000000a' as CameraId;
const lane = 'cam_01jd3x0000000000000000000b' as CameraId;

/** An export of two cameras; one of them was offline for a while, and one original is altered. */
export const someFacts = (given: Partial<PaperFacts> = {}): PaperFacts => ({
  exportId: 'exp_01jd3x0000000000000000000c' as ExportId,
  orderedAtMs: at('15:00:00.000'),
  builtAtMs: at('15:02:10.250'),
  timeZone: 'Asia/Ho_Chi_Minh',
  agency: { name: 'Ủy ban nhân dân phường Hoa Sim', superior: 'Ủy ban nhân dân tỉnh <A>', place: 'Hoa Sim' },
  request: {
    id: 'req_01jd3x0000000000000000000d' as RequestId,
    caseNumber: '118/VA-2026',
    authority: 'Công an phường Cẩm Thịnh',
    legalBasis: 'Điều 88, Điều 107 Bộ luật Tố tụng hình sự 2015',
    letter: { number: '45/YC-CAP', day: '2026-11-21' },
    purpose: 'Tìm xe máy bị lấy ở cổng chợ <tối 21/11>',
    area: { near: { lat: 21.01, lon: 107.3 }, radiusM: 150 },
    shape: { kind: 'near', centre: { lat: 21.01, lon: 107.3 }, radiusM: 150 },
    range: { fromMs: at('14:10:00.000'), toMs: at('14:30:00.000') },
    filedAtMs: at('14:40:00.000'),
    approvedAtMs: at('14:55:12.000'),
    isEmergency: false,
    requester: 'Nguyễn Văn An',
    approver: 'Trần Thị Bình',
  },
  taken: {
    range: { fromMs: at('14:10:00.000'), toMs: at('14:30:00.000') },
    originals: true,
    clips: true,
    leftOut: [],
  },
  cameras: [
    {
      id: corner,
      name: 'Cột 14, ngã ba chợ',
      scope: { fromMs: at('14:09:59.250'), toMs: at('14:30:01.250') },
      recorded: [
        { fromMs: at('14:09:59.250'), toMs: at('14:17:30.500') },
        { fromMs: at('14:19:02.000'), toMs: at('14:30:01.250') },
      ],
      missing: [{ fromMs: at('14:17:30.500'), toMs: at('14:19:02.000'), reason: 'offline' }],
      driftMsPerHour: -42,
      clock: { source: 'onvif', offsetMs: -59_960, errorMs: 641, measuredAtMs: at('03:20:05.000') },
      place: { lat: 21.0105, lon: 107.3008, bearingDeg: 215 },
    },
    {
      id: lane,
      name: 'Ngõ 5',
      scope: { fromMs: at('14:10:00.000'), toMs: at('14:30:00.000') },
      recorded: [{ fromMs: at('14:10:00.000'), toMs: at('14:30:00.000') }],
      missing: [],
    },
  ],
  originals: [corner, lane].flatMap((cameraId, c) =>
    Array.from({ length: 20 }, (_, i) => ({
      name: `segments/${cameraId}/${String(i + 1).padStart(4, '0')}.mp4`,
      cameraId,
      fromMs: at('14:10:00.000') + i * 60_000,
      toMs: at('14:11:00.000') + i * 60_000,
      sizeBytes: 9_812_345 + i * 1_003,
      sha256: sum(((i + c) % 16).toString(16)),
      ...(c === 1 && i === 3 && { fault: 'altered' as const }),
    })),
  ),
  clipOriginMs: at('14:09:57.000'),
  clips: [corner, lane].map((cameraId, c) => ({
    name: `clip/${cameraId}.mp4`,
    cameraId,
    fromMs: at('14:09:59.250'),
    toMs: at('14:30:01.250'),
    sizeBytes: 190_812_345,
    sha256: sum(c === 0 ? 'c' : 'd'),
  })),
  custody: ['{"seq":1}', '{"seq":2}'],
  ...given,
});
