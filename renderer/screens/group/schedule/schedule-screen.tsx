import { CalendarDays, CalendarPlus, CircleCheck, Flag, GraduationCap } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { List, ListRow } from '../../../components/list.tsx';
import { Screen } from '../../../components/screen.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useNavigation } from '../../../navigation/navigation.tsx';
import { useNow } from '../../../state/use-now.ts';
import { useTopic } from '../../../state/use-topic.ts';
import { localDay } from './days.ts';
import { useWhenText } from './use-when-text.ts';

/** Everything that is planned, the county's and the operator's own. */
export function ScheduleScreen(): ReactNode {
  const { t } = useTranslation('hall');
  const format = useFormat();
  const whenText = useWhenText();
  const now = useNow('minute');
  const { go, back } = useNavigation();
  const items = useTopic('schedule');
  const today = localDay(now);
  return (
    <Screen
      title={t('schedule.title')}
      subtitle={t('schedule.subtitle')}
      onBack={back}
      actions={
        <Button variant="primary" icon={CalendarPlus} initialFocus={items.length === 0} focusKey="new" onPress={() => go('plan-viewing', { plan: null })}>
          {t('schedule.new')}
        </Button>
      }
    >
      {items.length === 0 ? (
        <EmptyState icon={CalendarDays} title={t('schedule.empty.title')} hint={t('schedule.empty.hint')} />
      ) : (
        <div className="scroll">
          <List label={t('schedule.title')}>
            {items.map((item, index) => (
              <ListRow
                key={item.plan}
                icon={item.kind === 'party-class' ? Flag : GraduationCap}
                title={`${whenText(item, now)} · ${t(`kind.${item.kind}`)}`}
                detail={format.sentences([item.programs.map(({ title }) => format.text(title)).join(t('listSeparator')), item.note]) || t('schedule.open')}
                end={
                  item.held ? (
                    <Tag tone="done" icon={CircleCheck}>
                      {t('schedule.held')}
                    </Tag>
                  ) : item.day < today ? (
                    <Tag tone="waiting">{t('schedule.missed')}</Tag>
                  ) : (
                    <Tag tone="info">{t(`schedule.from.${item.source}`)}</Tag>
                  )
                }
                focusKey={item.plan}
                initialFocus={index === 0}
                onPress={() => go('planned', { plan: item.plan })}
              />
            ))}
          </List>
        </div>
      )}
    </Screen>
  );
}
