import type { InformationItem, InformationKind } from '../../../contract/information/item.ts';
import type { Nothing } from '../../navigation/routes.ts';

/** The screens of the wealth information. */
export interface InformationScreens {
  /** The search, and a tile for each kind. */
  readonly information: Nothing;
  /** The newest items of one kind. */
  readonly 'information-kind': { readonly kind: InformationKind };
  /** One item, already opened and recorded: coming back to it must not record it again. */
  readonly 'information-item': { readonly item: InformationItem };
}
