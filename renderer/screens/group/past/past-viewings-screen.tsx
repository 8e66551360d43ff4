import { ClipboardList, Flag, GraduationCap } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/empty-state.tsx';
import { List, ListRow } from '../../../components/list.tsx';
import { Screen } from '../../../components/screen.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useNavigation } from '../../../navigation/navigation.tsx';
import { useTopic } from '../../../state/use-topic.ts';

/** The group viewings that were held here, the newest first. */
export function PastViewingsScreen(): ReactNode {
  const { t } = useTranslation('hall');
  const format = useFormat();
  const { go, back } = useNavigation();
  const past = useTopic('pastViewings');
  return (
    <Screen title={t('past.title')} subtitle={t('past.subtitle')} onBack={back}>
      {past.length === 0 ? (
        <EmptyState icon={ClipboardList} title={t('past.empty.title')} hint={t('past.empty.hint')} />
      ) : (
        <div className="scroll">
          <List label={t('past.title')}>
            {past.map((one, index) => (
              <ListRow
                key={one.viewing}
                icon={one.kind === 'party-class' ? Flag : GraduationCap}
                title={`${format.moment(one.startedAt)} · ${t(`kind.${one.kind}`)}`}
                detail={one.titles.map(format.text).join(t('listSeparator'))}
                end={
                  <>
                    <span>{t('past.people', { count: one.members + one.guests })}</span>
                    {one.corrected && <Tag tone="info">{t('past.corrected')}</Tag>}
                    {one.faults.length > 0 && <Tag tone="waiting">{t('past.notCounted')}</Tag>}
                  </>
                }
                focusKey={one.viewing}
                initialFocus={index === 0}
                onPress={() => go('past-viewing', { viewing: one.viewing })}
              />
            ))}
          </List>
        </div>
      )}
    </Screen>
  );
}
