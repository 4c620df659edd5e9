import { handedExport, receiptEn, receiptSheet, receiptVi } from '../../evidence/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { Reply, Route, UserCall } from '../route.ts';
import { answersPrintedPage, inLanguage, printedPage, printedPageQuery } from '../terms/printed-page.ts';
import { fileNameOf } from './export-json.ts';
import { ownExport } from './own-export.ts';
import { unalteredCase } from './unaltered-case.ts';

type ReceiptDeps = Pick<
  ApiDeps,
  'requests' | 'checkedRequests' | 'exports' | 'handOvers' | 'logKeys' | 'settings'
>;

/** The receipt of a bundle, for the officer who takes it away: also when the request is closed. */
export const receiptRoutes = (deps: ReceiptDeps): Route[] => [
  {
    method: 'get',
    path: '/api/requests/:id/exports/:exportId/receipt',
    allow: 'see-footage',
    operation: 'getReceipt',
    summary: 'The receipt of a bundle, to be printed: size, digest, how to verify it (`language`: vi or en).',
    query: printedPageQuery,
    answers: answersPrintedPage,
    handle: (call) => receipt(deps, call),
  },
];

/** Errors: those of `ownExport`, `unalteredCase` and `handedExport`. */
async function receipt(deps: ReceiptDeps, call: UserCall): Promise<Reply> {
  const { found } = await ownExport(deps, call);
  const caseNumber = await unalteredCase(deps, found.requestId);
  const { agency, timeZone } = deps.settings;
  const facts = {
    handed: await handedExport(deps, found.id),
    ...{ caseNumber, fileName: fileNameOf(found), agency, timeZone },
  };
  return printedPage(receiptSheet(facts, inLanguage(call, receiptVi, receiptEn)));
}
