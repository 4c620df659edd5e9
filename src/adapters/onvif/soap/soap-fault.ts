import { element, firstText } from './xml-shape.ts';

const code = element({
  Value: firstText,
  Subcode: element({ Value: firstText, Subcode: element({ Value: firstText }) }),
});

const answer = element({
  Body: element({
    Fault: element({
      Code: code,
      Reason: element({ Text: firstText }),
      // SOAP 1.1, as some firmware answers.
      faultcode: firstText,
      faultstring: firstText,
    }),
  }),
});

const refusals = new Set([
  'NotAuthorized',
  'NotAuthorised',
  'Unauthorized',
  'FailedAuthentication',
  'FailedCheck',
  'InvalidSecurity',
  'InvalidSecurityToken',
  'MessageExpired',
  'AccountLocked',
]);

/** Cameras that send no subcode, or a general one, say it in words only. */
const refusalWords = /not\s*authori[sz]ed|authori[sz]ation|authenticat|security token|password|user\s*name/i;

/** A fault (SOAP 1.2 part 1, 5.4; ONVIF Core 5.11.2). Keeps no word of the camera's, which may echo a token. */
export class SoapFault extends Error {
  override readonly name = 'SoapFault';

  constructor(
    /** Whether it refuses the caller, not the call. */
    readonly isRefusal: boolean,
  ) {
    super('The camera answered with a fault.');
  }

  /** The fault in a parsed envelope, if that is what it holds. */
  static in(parsed: unknown): SoapFault | undefined {
    const fault = answer.parse(parsed)?.Body?.Fault;
    if (!fault) return undefined;
    const { Code, Reason, faultcode, faultstring } = fault;
    const codes = [Code?.Subcode?.Subcode?.Value, Code?.Subcode?.Value, Code?.Value, faultcode];
    const names = codes.map((each) => each?.replace(/^.*:/, ''));
    const says = `${Reason?.Text ?? ''} ${faultstring ?? ''}`;
    return new SoapFault(names.some((name) => name && refusals.has(name)) || refusalWords.test(says));
  }
}
