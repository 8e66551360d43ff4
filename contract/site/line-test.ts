import { z } from 'zod';

/** What a test of the line looks at, in this order; it ends at the first that fails. */
export const lineSteps = ['network', 'name', 'connection', 'county', 'clock'] as const;

/**
 * What it found. `no-network`: no cable, no wireless; `name-unknown`: the county's name cannot be looked up; `no-answer`: the
 * line is dead on the way; `not-trusted`: somebody answers in the county's place, or the date is wrong; `portal`: the network
 * wants a sign-in; `county-failing`; `clock-wrong`: all is well but the time.
 */
export const lineVerdicts = ['works', 'no-network', 'name-unknown', 'no-answer', 'not-trusted', 'portal', 'county-failing', 'clock-wrong'] as const;
export type LineVerdict = (typeof lineVerdicts)[number];

export const lineTestSchema = z.strictObject({
  verdict: z.enum(lineVerdicts),
  steps: z.array(
    z.strictObject({
      step: z.enum(lineSteps),
      ok: z.boolean(),
      ms: z.number().nonnegative(),
      /** For the person who repairs: an address, a code, a difference. */
      detail: z.string().max(200),
    }),
  ),
});
export type LineTest = z.infer<typeof lineTestSchema>;
