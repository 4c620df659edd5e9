import { AppError } from '../../../core/index.ts';
import { SoapFault } from './soap-fault.ts';

/** Cameras answer what they do not implement with a fault, a 404, an HTML page, or nothing that can be read. */
export const isUnanswered = (error: unknown): error is AppError =>
  error instanceof AppError &&
  (error.code === 'camera-not-onvif' || error.code === 'camera-answer-malformed');

export function faultAsNothing(error: unknown): undefined {
  if (!(error instanceof SoapFault)) throw error;
}

/** For questions the camera need not be able to answer. */
export function unansweredAsNothing(error: unknown): undefined {
  if (!isUnanswered(error)) faultAsNothing(error);
}
