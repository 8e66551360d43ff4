import { z } from 'zod';
import { journalIdSchema } from '../usage/journal-line.ts';
import { slugSchema, uuidSchema, wallTimeSchema } from '../values.ts';

/** What the county may ask of one terminal. */
export const commandKinds = ['fetch-issue', 'send-logs', 'take-screenshot', 'update-now', 'restart'] as const;
export const commandKindSchema = z.enum(commandKinds);
export type CommandKind = z.infer<typeof commandKindSchema>;

/** One thing that a person at the county asked a terminal to do. */
export const commandSchema = z.strictObject({
  id: uuidSchema,
  /** Rises by one with each command for this journal: a terminal does each number once, in order. */
  number: z.int().positive(),
  /** One of `commandKinds`; a terminal answers another one, of a later release, with `command.refused`. */
  does: z.string().min(1).max(40),
  /** Which issue `fetch-issue` is about; null for everything else. */
  issue: slugSchema.nullable(),
  askedAt: wallTimeSchema,
  /** Not done later than this, by the time that the county's answer told; refused as `expired` then. */
  expiresAt: wallTimeSchema,
});
export type Command = z.infer<typeof commandSchema>;

export const MAX_OPEN_COMMANDS = 20;

/**
 * Payload of the JWS (EdDSA, by the county) that a heartbeat is answered with while commands are open for its terminal: all of
 * them, lowest number first. `number` is the highest of them, so a document that is not newer than what was done changes nothing.
 */
export const commandsSchema = z.strictObject({
  kind: z.literal('commands/1'),
  journal: journalIdSchema,
  number: z.int().positive(),
  issuedAt: wallTimeSchema,
  /** A document that is older than this was kept back by somebody; the terminal leaves it alone. */
  expiresAt: wallTimeSchema,
  commands: z.array(commandSchema).min(1).max(MAX_OPEN_COMMANDS),
});
export type Commands = z.infer<typeof commandsSchema>;

/** Largest file that a command's result may have: half a minute on a line of 0.5 Mbit/s. */
export const MAX_COMMAND_RESULT_BYTES = 2 * 1024 * 1024;

/** Media types of `PUT /v1/command-results/:id`, by the command that asked. Logs are the text, packed. */
export const commandResultTypes = {
  'send-logs': ['application/gzip'],
  'take-screenshot': ['image/png', 'image/jpeg'],
} as const satisfies Partial<Record<CommandKind, readonly string[]>>;
