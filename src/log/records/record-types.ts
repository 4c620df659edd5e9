import {
  account,
  accountLink,
  deputy,
  endedDeputy,
  issuedToken,
  revokedToken,
  secret,
} from './account-records.ts';
import { cam, cclk } from './camera-records.ts';
import { deletionIntent, deletionResult, gap, pic, seg } from './footage-records.ts';
import type { FieldForms, FieldsOf } from './forms.ts';
import {
  builtExport,
  coverageAccess,
  downloadAccess,
  downloadEnd,
  endedExport,
  endedHold,
  handOver,
  heldFootage,
  issuedAccess,
  ord,
  req,
  servedAccess,
  stillAccess,
} from './request-records.ts';
import {
  check,
  clockDoubt,
  clockState,
  clockStep,
  clockStop,
  clockWord,
  difference,
  ev,
  hb,
  key,
  link,
  logLink,
  neg,
  pol,
} from './service-records.ts';

/** The shapes of each type of record: where there are several, `act` tells them apart. */
export const recordForms = {
  seg: [seg],
  gap: [gap],
  pic: [pic],
  del: [deletionIntent, deletionResult],
  cam: [cam],
  cclk: [cclk],
  req: [req],
  acc: [coverageAccess, issuedAccess, stillAccess, servedAccess, downloadAccess, downloadEnd],
  ord: [ord],
  exp: [builtExport, endedExport, handOver],
  hold: [heldFootage],
  release: [endedHold],
  usr: [account, secret, accountLink, issuedToken, revokedToken, deputy, endedDeputy],
  pol: [pol],
  clk: [clockStep, clockState, clockDoubt, clockWord, clockStop],
  chk: [check, difference],
  neg: [neg],
  ev: [ev],
  key: [key],
  hb: [hb],
  link: [link, logLink],
} as const satisfies Record<string, readonly FieldForms[]>;

export type RecordType = keyof typeof recordForms;

type EachOf<Shape> = Shape extends FieldForms ? FieldsOf<Shape> : never;

/** A record of the evidence log, by its type and its act. */
export type EvidenceRecord = EachOf<(typeof recordForms)[RecordType][number]>;
