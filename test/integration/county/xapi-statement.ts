import { z } from 'zod';

// The rules of xAPI 1.0.3 (Part Two: Experience API Data) for what our statements use, and nothing besides.

const iri = z.url();
const languageMap = z.record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().min(1)).refine((map) => Object.keys(map).length > 0);
/** With seconds and an offset; an LRS takes milliseconds. */
const timestamp = z.iso.datetime({ offset: true });
const extensions = z.record(iri, z.union([z.string(), z.number(), z.boolean()]));
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

/** An inverse functional identifier: of the four, we use accounts. */
const account = z.strictObject({ homePage: iri, name: z.string().min(1) });
const agent = z.strictObject({ objectType: z.literal('Agent'), account, name: z.string().min(1).optional() });
const group = z.strictObject({ objectType: z.literal('Group'), account, name: z.string().min(1).optional(), member: z.array(agent).min(1).optional() });
const activity = z.strictObject({ objectType: z.literal('Activity'), id: iri, definition: z.strictObject({ type: iri, name: languageMap.optional() }).optional() });
const activities = z.array(activity).min(1);

export const statementSchema = z.strictObject({
  id: uuid,
  version: z.literal('1.0.3'),
  actor: z.discriminatedUnion('objectType', [agent, group]),
  verb: z.strictObject({ id: iri, display: languageMap }),
  object: activity,
  result: z
    .strictObject({
      completion: z.boolean().optional(),
      /** ISO 8601, with a precision of a hundredth of a second. */
      duration: z.string().regex(/^PT\d+(\.\d{1,2})?S$/).optional(),
      response: z.string().optional(),
      extensions: extensions.optional(),
    })
    .optional(),
  context: z.strictObject({
    registration: z.uuid().optional(),
    platform: z.string().min(1),
    contextActivities: z.strictObject({ category: activities.optional(), grouping: activities.optional(), parent: activities.optional() }).optional(),
    statement: z.strictObject({ objectType: z.literal('StatementRef'), id: uuid }).optional(),
    extensions,
  }),
  timestamp,
});

const VIDEO = 'https://w3id.org/xapi/video';
const extension = (name: string) => `${VIDEO}/extensions/${name}`;
const segments = z.string().regex(/^(\d+(\.\d{1,3})?\[\.\]\d+(\.\d{1,3})?(\[,\]\d+(\.\d{1,3})?\[\.\]\d+(\.\d{1,3})?)*)?$/);
const played = { [extension('time')]: z.number().nonnegative(), [extension('played-segments')]: segments, [extension('progress')]: z.number().min(0).max(1) };

/** What the Video Profile asks of the result of each verb. */
const results: Readonly<Record<string, z.ZodType>> = {
  [`${VIDEO}/verbs/played`]: z.object({ extensions: z.object({ [extension('time')]: z.number().nonnegative() }) }),
  [`${VIDEO}/verbs/paused`]: z.object({ extensions: z.object(played) }),
  'http://adlnet.gov/expapi/verbs/terminated': z.object({ extensions: z.object(played) }),
  'http://adlnet.gov/expapi/verbs/completed': z.object({ completion: z.literal(true), duration: z.string(), extensions: z.object(played) }),
};

/** What the Video Profile asks of a statement about a video. */
const videoStatementSchema = statementSchema.refine(
  ({ object, context, verb, result }) =>
    object.definition?.type === `${VIDEO}/activity-type/video` &&
    context.registration !== undefined &&
    context.contextActivities?.category?.some(({ id }) => id === VIDEO) === true &&
    typeof context.extensions[extension('length')] === 'number' &&
    z.uuid().safeParse(context.extensions[extension('session-id')]).success &&
    (results[verb.id] ?? z.undefined()).safeParse(result).success,
);

const isAboutVideo = (statement: unknown) => JSON.stringify(statement).includes(`${VIDEO}/activity-type/video"`) && !JSON.stringify(statement).includes('/group-viewings/');

/** Parses a statement by the rules of xAPI, and by those of the Video Profile where it is about a video. */
export function parseStatement(value: unknown): z.infer<typeof statementSchema> {
  return (isAboutVideo(value) ? videoStatementSchema : statementSchema).parse(value);
}
