import { z } from 'zod';
import { localizedTextSchema } from '../text.ts';
import { daySchema, sha256Schema, slugSchema, wallTimeSchema } from '../values.ts';

export const informationKinds = ['market-price', 'supply-demand', 'technique', 'policy', 'contact'] as const;
export const informationKindSchema = z.enum(informationKinds);
export type InformationKind = z.infer<typeof informationKindSchema>;

const common = {
  id: slugSchema.max(120),
  date: daySchema,
  title: localizedTextSchema,
  /** Plain text; paragraphs are parted by a newline. */
  body: localizedTextSchema,
  source: localizedTextSchema,
  /** Other words for the same thing, in any language. */
  keywords: z.array(z.string().min(1).max(60)).max(30),
  /** The item leaves the results after this day, never the statistics. */
  expires: daySchema.nullable(),
};

/** Pictures of an item are files of the county's content, fetched by their hash and small enough for a poor line. */
export const pictureMimes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export const MAX_PICTURE_BYTES = 512 * 1024;
export const pictureSchema = z.strictObject({
  /** Which of the steps it shows, from 1; 0: the whole. */
  step: z.int().min(0).max(30),
  sha256: sha256Schema,
  bytes: z.int().positive().max(MAX_PICTURE_BYTES),
  mime: z.enum(pictureMimes),
});
export type Picture = z.infer<typeof pictureSchema>;

const phoneSchema = z.string().min(3).max(40);

export const informationItemSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('market-price'),
    product: localizedTextSchema,
    market: localizedTextSchema,
    unit: localizedTextSchema,
    price: z.number().nonnegative(),
    /** Earlier prices of the same product at the same market, oldest first; the last is this item's own. */
    series: z.array(z.strictObject({ date: daySchema, price: z.number().nonnegative() })).max(400),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('supply-demand'),
    direction: z.enum(['supply', 'demand']),
    contact: z.strictObject({ name: localizedTextSchema, phone: phoneSchema }),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('technique'),
    steps: z.array(localizedTextSchema).max(30),
    /** Name within its issue of a program that shows how it is done. */
    program: slugSchema.nullable(),
    /** Left out where there are none. At most one for each step. */
    pictures: z.array(pictureSchema).max(31).optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('policy'),
    validFrom: daySchema,
    validTo: daySchema.nullable(),
    authority: localizedTextSchema,
  }),
  z.strictObject({
    ...common,
    kind: z.literal('contact'),
    phone: phoneSchema,
    address: localizedTextSchema,
    hours: localizedTextSchema,
  }),
]);
export type InformationItem = z.infer<typeof informationItemSchema>;

/** Groups of words for the same thing, which the county adds to those that ship with the terminal. */
export const synonymsSchema = z.array(z.array(z.string().min(1).max(60)).min(2).max(30)).max(2000);

/** Payload of the JWS (EdDSA, by the county) that carries the wealth information. */
export const informationBaseSchema = z.strictObject({
  kind: z.literal('information/1'),
  version: z.int().positive(),
  publishedAt: wallTimeSchema,
  items: z.array(informationItemSchema).max(100_000),
  synonyms: synonymsSchema.optional(),
});
export type InformationBase = z.infer<typeof informationBaseSchema>;
