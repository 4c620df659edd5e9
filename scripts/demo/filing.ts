import type { People } from './people.ts';

export interface Wanted {
  readonly caseNumber: string;
  /** Camera ids. */
  readonly cameras: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** The officer files a request and the custodian approves it: two people, two calls. Returns its id. */
export async function openRequest(
  { officer, custodian }: Pick<People, 'officer' | 'custodian'>,
  { caseNumber, cameras, fromMs, toMs }: Wanted,
): Promise<string> {
  const { id } = await officer.post<{ id: string }>('/api/requests', {
    caseNumber,
    authority: 'Công an phường Cẩm Thịnh',
    legalBasis: 'BLTTHS Điều 88',
    letter: { number: '45/YC-CAP', day: new Date(fromMs).toISOString().slice(0, 10) },
    purpose: 'A motorbike was taken at the market gate',
    area: { cameras },
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
  });
  await custodian.post(`/api/requests/${id}/decision`, { verdict: 'approved' });
  return id;
}
