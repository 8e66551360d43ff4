import type { InformationItem, InformationKind } from '../../../../contract/information/item.ts';

/** An item of one kind, as the component that shows it takes it. */
export interface ItemOf<K extends InformationKind> {
  readonly item: Extract<InformationItem, { kind: K }>;
}
