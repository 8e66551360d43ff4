import type { CountyProblem, CountyProblemCode } from '../contract/http.ts';

/** A refusal the county gives on purpose, as a caller reads it; anything else that is thrown is a fault of the program. */
export class CountyError extends Error {
  readonly code: CountyProblemCode;
  readonly httpStatus: number;
  /** What a program needs to act on the refusal; travels as JSON. */
  readonly details: unknown;

  constructor(code: CountyProblemCode, httpStatus: number, message: string, details?: unknown) {
    super(message);
    this.name = 'CountyError';
    this.code = code;
    this.httpStatus = httpStatus;
    this.details = details;
  }
}

/** The body that answers a refusal. */
export function problemOf(code: CountyProblemCode, message: string, details?: unknown): CountyProblem {
  return { error: { code, message, ...(details === undefined ? {} : { details }) } };
}
