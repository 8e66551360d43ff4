import { ChartLine, Handshake, Phone, ScrollText, Sprout } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { InformationKind } from '../../../contract/information/item.ts';
import type { TileProps } from '../../components/tile.tsx';

/** How each kind of information is drawn everywhere. */
export const kindLooks: Readonly<Record<InformationKind, { readonly icon: LucideIcon; readonly colour: NonNullable<TileProps['colour']> }>> = {
  'market-price': { icon: ChartLine, colour: 'danger' },
  'supply-demand': { icon: Handshake, colour: 'waiting' },
  technique: { icon: Sprout, colour: 'done' },
  policy: { icon: ScrollText, colour: 'info' },
  contact: { icon: Phone, colour: 'plain' },
};
