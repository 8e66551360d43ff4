import type { InformationItem, InformationKind } from '../../../contract/information/item.ts';
import type { SearchId } from '../../../contract/usage/event.ts';
import type { Nothing } from '../../navigation/routes.ts';

/** An item, already opened and recorded: coming back to it must not record it again. */
export interface OpenedItem {
  readonly item: InformationItem;
  /** Names this opening in what is recorded of it later. */
  readonly opening: string;
}

/** The screens of the wealth information. */
export interface InformationScreens {
  /** The search, and a tile for each kind. */
  readonly information: Nothing;
  /** The newest items of one kind. */
  readonly 'information-kind': { readonly kind: InformationKind };
  readonly 'information-item': OpenedItem;
  /** The steps of a technique, one a page with its picture. */
  readonly 'information-steps': OpenedItem;
  /** A question for the county; `search` names the search that found nothing. */
  readonly 'information-ask': { readonly text: string; readonly search: SearchId | null };
  /** What was asked here, and what the county says. */
  readonly 'information-board': Nothing;
  /** One answer, by its identifier. */
  readonly 'information-answer': { readonly answer: string };
}
