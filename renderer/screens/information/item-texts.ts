import type { InformationItem } from '../../../contract/information/item.ts';
import type { LocalizedText } from '../../../contract/text.ts';

/** What of an item is read aloud, in order, in the language that `text` gives. Figures and telephone numbers are said as they stand. */
export function spokenTexts(item: InformationItem, text: (localized: LocalizedText) => string): readonly string[] {
  const begin = [text(item.title), text(item.body)];
  switch (item.kind) {
    case 'market-price':
      return [text(item.product), `${item.price} ${text(item.unit)}`, text(item.market), text(item.body)];
    case 'supply-demand':
      return [...begin, text(item.contact.name), spelled(item.contact.phone)];
    case 'technique':
      return [...begin, ...item.steps.map((step, index) => `${index + 1}。${text(step)}`)];
    case 'policy':
      return [...begin, text(item.authority)];
    case 'contact':
      return [text(item.title), spelled(item.phone), text(item.hours), text(item.address), text(item.body)];
  }
}

/** Digit by digit, with room to write along. */
function spelled(phone: string): string {
  return Array.from(phone.replace(/[^0-9]/g, '')).join(' ');
}
