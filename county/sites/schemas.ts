import { z } from 'zod';
import { downloadStateSchema } from '../../contract/http.ts';
import { commandKindSchema } from '../../contract/site/commands.ts';
import { siteSchema } from '../../contract/site/site.ts';
import { localizedTextSchema } from '../../contract/text.ts';
import { slugSchema, uuidSchema, wallTimeSchema } from '../../contract/values.ts';

const count = z.int().nonnegative();
const townshipSchema = z.strictObject({ id: slugSchema, name: localizedTextSchema });

/** How a terminal is, as it said at its last heartbeat. */
const healthShape = {
  journal: uuidSchema,
  version: z.string(),
  enrolledAt: wallTimeSchema,
  lastContactAt: wallTimeSchema.nullable(),
  freeBytes: count.nullable(),
  diskBytes: count.nullable(),
  /** Codes of `contract/problem.ts`, or of a later release's. */
  problems: z.array(z.string()),
  viewing: z.boolean(),
  safeMode: z.boolean(),
};

/** `GET /v1/sites`: the sites that the person may see, and all townships of these. */
export const sitesAnswerSchema = z.strictObject({
  townships: z.array(townshipSchema),
  sites: z.array(
    z.strictObject({
      site: slugSchema,
      name: localizedTextSchema,
      township: townshipSchema,
      terminals: z.array(z.strictObject(healthShape)),
      openCodes: count,
    }),
  ),
});
export type SitesAnswer = z.infer<typeof sitesAnswerSchema>;
export type SiteEntry = SitesAnswer['sites'][number];

/** `POST /v1/sites` registers a site, or takes up new names of it and its township (answer: `siteSchema`). */
export const newSiteSchema = siteSchema;

/** A code that can still be used; the code itself is not kept in a form that can be shown again. */
export const openCodeSchema = z.strictObject({
  /** Its first four characters. */
  id: z.string(),
  issuedAt: wallTimeSchema.nullable(),
  /** Null: at the command line. */
  issuedBy: z.string().nullable(),
  expiresAt: wallTimeSchema,
});
export type OpenCode = z.infer<typeof openCodeSchema>;

/** `POST /v1/sites/:site/codes`: shown this once. `DELETE /v1/sites/:site/codes/:id` withdraws it (204). */
export const issuedCodeSchema = z.strictObject({
  code: z.string(),
  expiresAt: wallTimeSchema,
  /** Where the terminal finds the county; null when the server was not told. */
  countyUrl: z.string().nullable(),
});
export type IssuedCodeAnswer = z.infer<typeof issuedCodeSchema>;

/** How an issue of the catalogue stands at a terminal. `missing`: nothing of it is known to be there. */
export const siteDownloadSchema = z.strictObject({
  issue: slugSchema,
  number: z.string(),
  title: localizedTextSchema,
  version: z.int().positive(),
  state: z.enum([...downloadStateSchema.shape.state.options, 'missing']),
  doneBytes: count,
  bytes: count,
  /** When it was whole for the first time, by the terminal's clock. */
  completedAt: z.string().nullable(),
  carrier: z.string().nullable(),
});
export type SiteDownload = z.infer<typeof siteDownloadSchema>;

/** `open`: not told of its end yet; `overdue`: its time has passed without word. */
export const commandStates = ['open', 'sent', 'done', 'refused', 'withdrawn', 'overdue'] as const;
export const siteCommandSchema = z.strictObject({
  id: uuidSchema,
  number: z.int().positive(),
  does: z.string(),
  issue: z.string().nullable(),
  askedAt: wallTimeSchema,
  askedBy: z.string(),
  expiresAt: wallTimeSchema,
  state: z.enum(commandStates),
  endedAt: wallTimeSchema.nullable(),
  outcome: z.string().nullable(),
  refusal: z.string().nullable(),
  detail: z.string().nullable(),
  /** The file that came, to be had at `/v1/command-results/:id`. */
  result: z.strictObject({ type: z.string(), bytes: count, receivedAt: wallTimeSchema }).nullable(),
});
export type SiteCommand = z.infer<typeof siteCommandSchema>;

export const siteTerminalSchema = z.strictObject({
  ...healthShape,
  /** When it told its health, and when how its downloads are; null: it has not. */
  toldAt: wallTimeSchema.nullable(),
  downloadsToldAt: wallTimeSchema.nullable(),
  /** It takes commands. */
  takesCommands: z.boolean(),
  downloads: z.array(siteDownloadSchema),
  /** The newest first. */
  commands: z.array(siteCommandSchema),
});
export type SiteTerminal = z.infer<typeof siteTerminalSchema>;

/** `GET /v1/sites/:site` */
export const siteDetailSchema = z.strictObject({ site: siteSchema, codes: z.array(openCodeSchema), terminals: z.array(siteTerminalSchema) });
export type SiteDetail = z.infer<typeof siteDetailSchema>;

/** `POST /v1/sites/:site/commands` asks something of a terminal (answer: `siteCommandSchema`); `DELETE …/commands/:id` takes it back (204). */
export const newCommandSchema = z
  .strictObject({ journal: uuidSchema, does: commandKindSchema, issue: slugSchema.nullable() })
  .refine(({ does, issue }) => (does === 'fetch-issue') === (issue !== null), { error: 'fetch-issue names an issue, and nothing else does', path: ['issue'] });
export type NewCommand = z.infer<typeof newCommandSchema>;

export const sitePaths = {
  sites: '/v1/sites',
  site: (site: string) => `/v1/sites/${site}`,
  codes: (site: string) => `/v1/sites/${site}/codes`,
  code: (site: string, id: string) => `/v1/sites/${site}/codes/${id}`,
  commands: (site: string) => `/v1/sites/${site}/commands`,
  command: (site: string, id: string) => `/v1/sites/${site}/commands/${id}`,
  result: (id: string) => `/v1/command-results/${id}`,
} as const;
