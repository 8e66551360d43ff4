import { informationBaseSchema } from '../../contract/information/item.ts';
import type { InformationBase } from '../../contract/information/item.ts';

/** What a base of ours says; its signature is not checked again. */
export function baseOf(jws: string): InformationBase {
  return informationBaseSchema.parse(JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()));
}
