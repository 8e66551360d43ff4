import { informationItemSchema } from '../../contract/information/item.ts';
import type { InformationItem } from '../../contract/information/item.ts';

/** The item that a `content` of the tables holds. */
export function storedItem(content: string): InformationItem {
  return informationItemSchema.parse(JSON.parse(content));
}
