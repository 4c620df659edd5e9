import { calendarDayOf } from '../../camera/index.ts';
import { formatInstant, invalid } from '../../core/index.ts';
import {
  type Export,
  handedExport,
  handOverEn,
  handOverPaper,
  handOverVi,
  offerHandOver,
  recordHandOver,
  withdrawHandOver,
} from '../../evidence/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { parsedBody } from '../http/body.ts';
import {
  answersBytes,
  answersJson,
  answersNothing,
  bytes,
  json,
  nothing,
  type Reply,
  type Route,
  type UserCall,
} from '../route.ts';
import { inLanguage, printedPageQuery } from '../terms/printed-page.ts';
import { fileNameOf } from './export-json.ts';
import { handOverJson } from './hand-over-json.ts';
import { handOverAnswer, handOverFaults, handOverLink, recipient, signedForm } from './hand-over-schemas.ts';
import { ownExport } from './own-export.ts';
import { unalteredCase } from './unaltered-case.ts';

type HandOverDeps = Pick<
  ApiDeps,
  'requests' | 'checkedRequests' | 'exports' | 'handOvers' | 'logKeys' | 'printer' | 'settings' | 'clock'
>;

const under = '/api/requests/:id/exports/:exportId';

/** How a recipient acknowledges a bundle that its officer handed over: also when the request is closed. */
export const handOverRoutes = (deps: HandOverDeps): Route[] => [
  {
    method: 'post',
    path: `${under}/hand-over-links`,
    allow: 'see-footage',
    operation: 'offerHandOver',
    summary:
      'Makes the link by which the recipient of the bundle acknowledges its manifest: once, within a week.',
    body: recipient,
    answers: answersJson(handOverLink, 201),
    handle: async (call) => {
      const to = parsedBody(recipient, call.body, handOverFaults);
      const found = await handedBy(deps, call);
      const made = await offerHandOver(deps, actorOf(deps, call), found, to);
      return json({ handOver: handOverJson(made.handOver), token: made.link.token }, 201);
    },
  },
  {
    method: 'delete',
    path: `${under}/hand-over-links/:handOverId`,
    allow: 'see-footage',
    operation: 'withdrawHandOver',
    summary: 'Ends a link that its recipient has not used.',
    answers: answersNothing,
    handle: async (call) => {
      const { found } = await ownExport(deps, call);
      await withdrawHandOver(deps, actorOf(deps, call), found, call.params.handOverId);
      return nothing;
    },
  },
  {
    method: 'get',
    path: `${under}/hand-over.pdf`,
    allow: 'see-footage',
    operation: 'getHandOverForm',
    summary: 'The form that the recipient signs instead, PDF (`language`: vi or en).',
    query: printedPageQuery,
    answers: answersBytes('application/pdf', { 'Content-Disposition': 'The name of the file.' }),
    handle: (call) => form(deps, call),
  },
  {
    method: 'post',
    path: `${under}/hand-overs`,
    allow: 'see-footage',
    operation: 'recordHandOver',
    summary: 'Enters a form that the recipient signed; it is a record of the evidence log.',
    body: signedForm,
    answers: answersJson(handOverAnswer, 201),
    handle: async (call) => {
      const { signedOn, sha256, ...to } = parsedBody(signedForm, call.body, handOverFaults);
      const found = await handedBy(deps, call);
      refuseOtherDay(deps, found, signedOn);
      const by = actorOf(deps, call);
      const done = await recordHandOver(deps, by, found, { recipient: to, signedOn, sha256 });
      return json(handOverJson(done), 201);
    },
  },
];

/** Errors: those of `ownExport`, `request-altered`. */
async function handedBy(deps: HandOverDeps, call: UserCall): Promise<Export> {
  const { found } = await ownExport(deps, call);
  await unalteredCase(deps, found.requestId);
  return found;
}

async function form(deps: HandOverDeps, call: UserCall): Promise<Reply> {
  const { found } = await ownExport(deps, call);
  const caseNumber = await unalteredCase(deps, found.requestId);
  const handed = await handedExport(deps, found.id);
  const words = inLanguage(call, handOverVi, handOverEn);
  const { agency } = deps.settings;
  const paper = handOverPaper({ handed, caseNumber, fileName: fileNameOf(found), agency }, words);
  const name = fileNameOf(found).replace(/\.zip$/, `-${words.lang}.pdf`);
  return bytes('application/pdf', await deps.printer.print(paper), {
    'Content-Disposition': `attachment; filename="${name}"`,
  });
}

/** Nobody signs for a bundle before there is one, or tomorrow. */
function refuseOtherDay(
  { clock, settings: { timeZone } }: HandOverDeps,
  { settledAtMs = 0 }: Export,
  signedOn: string,
): void {
  const [first, last] = [settledAtMs, clock.nowMs()].map((atMs) => calendarDayOf(atMs, timeZone));
  if (first !== undefined && last !== undefined && first <= signedOn && signedOn <= last) return;
  throw invalid(
    'signed-on-invalid',
    `The form was signed between ${formatInstant(settledAtMs)}, when the bundle was ready, and today.`,
    'signedOn',
  );
}
