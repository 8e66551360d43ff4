import { useTranslation } from 'react-i18next';
import type { PastViewingDetail } from '../../../../contract/ipc/hall-topics.ts';
import { useFormat } from '../../../i18n/use-format.ts';

type Said = Omit<PastViewingDetail['corrections'][number], 'at' | 'reason'>;

/** What a correction changes, in one line. */
export function useCorrectionText(): (said: Said) => string {
  const { t } = useTranslation('hall');
  const format = useFormat();
  const names = (members: Said['added']): string => members.map(({ name }) => name).join(t('listSeparator'));
  return ({ kind, added, removed, guests, note }) =>
    format.sentences([
      kind === null ? '' : t('correction.kind', { kind: t(`common:groupKind.${kind}`) }),
      added.length === 0 ? '' : t('correction.added', { names: names(added) }),
      removed.length === 0 ? '' : t('correction.removed', { names: names(removed) }),
      guests === null ? '' : t('correction.guests', { guests }),
      note === null ? '' : note === '' ? t('correction.noteGone') : t('correction.note', { note }),
    ]);
}
