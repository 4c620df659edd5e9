import { parseNegative } from '../../access/index.ts';
import { formatInstant } from '../../core/index.ts';
import {
  groundsOf,
  type NegativeAnswer,
  namedNegative,
  negativeEn,
  negativePaper,
  negativeProof,
  negativeVi,
  stateNegative,
} from '../../evidence/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { answersBytes, answersJson, bytes, json, type Reply, type Route, type UserCall } from '../route.ts';
import { inLanguage, printedPageQuery } from '../terms/printed-page.ts';
import { rangeJson } from '../terms/time.ts';
import { type NegativeJson, negativeAnswer, newNegative } from './negative-schemas.ts';

type NegativeDeps = Pick<
  ApiDeps,
  'footage' | 'negatives' | 'proofs' | 'cameras' | 'printer' | 'settings' | 'clock'
>;

const disposition = { 'Content-Disposition': 'The name of the file.' };

/** The answer that there is no footage. No picture. */
export const negativeRoutes = (deps: NegativeDeps): Route[] => [
  {
    method: 'post',
    path: '/api/negative-answers',
    allow: 'give-negative-answers',
    operation: 'stateNegative',
    summary:
      'States that there is no footage of a place and time, and why; it is a record of the evidence log.',
    body: newNegative,
    answers: answersJson(negativeAnswer, 201),
    handle: async (call) => {
      const asked = parseNegative(call.body, deps.settings.lookupMaxMs);
      return json(negativeJson(await stateNegative(deps, actorOf(deps, call), asked)), 201);
    },
  },
  {
    method: 'get',
    path: '/api/negative-answers/:id/paper.pdf',
    allow: 'look-up-footage',
    operation: 'getNegativePaper',
    summary: 'The answer as a paper to be signed, PDF (`language`: vi or en).',
    query: printedPageQuery,
    answers: answersBytes('application/pdf', disposition),
    handle: (call) => paper(deps, call),
  },
  {
    method: 'get',
    path: '/api/negative-answers/:id/statement.json',
    allow: 'look-up-footage',
    operation: 'getNegativeStatement',
    summary: 'The statement that the record in the log has the SHA-256 of, byte for byte.',
    answers: answersBytes('application/octet-stream', disposition),
    handle: async (call) => {
      const { document, statement } = await namedNegative(deps, call.user, call.params.id);
      return bytes('application/octet-stream', Buffer.from(document), asFile(`${statement.id}.json`));
    },
  },
  {
    method: 'get',
    path: '/api/negative-answers/:id/proof.zip',
    allow: 'look-up-footage',
    operation: 'getNegativeProof',
    summary:
      'The statement with the records that bear it out, each with its proof; `minhchung verify` and the page of the verifier read it.',
    answers: answersBytes('application/zip', disposition),
    handle: async (call) => {
      const answer = await namedNegative(deps, call.user, call.params.id);
      const proof = await negativeProof(deps.proofs, answer);
      return bytes('application/zip', Buffer.from(proof), asFile(`${answer.statement.id}-proof.zip`));
    },
  },
];

async function paper(deps: NegativeDeps, call: UserCall): Promise<Reply> {
  const answer = await namedNegative(deps, call.user, call.params.id);
  const words = inLanguage(call, negativeVi, negativeEn);
  const pdf = await deps.printer.print(negativePaper(answer, deps.settings, words));
  return bytes('application/pdf', pdf, asFile(`${answer.statement.id}-${words.lang}.pdf`));
}

const asFile = (name: string) => ({ 'Content-Disposition': `attachment; filename="${name}"` });

const negativeJson = ({ statement, sha256, record }: NegativeAnswer): NegativeJson => ({
  id: statement.id,
  statedAt: formatInstant(statement.statedAtMs),
  ...rangeJson(statement.asked.range),
  grounds: groundsOf(statement),
  sha256,
  record,
});
