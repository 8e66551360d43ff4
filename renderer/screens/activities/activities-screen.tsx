import { MapPinned, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { List, ListRow } from '../../components/list.tsx';
import { Screen } from '../../components/screen.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useTopic } from '../../state/use-topic.ts';
import { dateOf } from '../group/schedule/days.ts';
import { activityIcons } from './kinds.ts';

/** What happened away from the terminal and was recorded here, the newest day first. */
export function ActivitiesScreen(): ReactNode {
  const { t } = useTranslation('activities');
  const format = useFormat();
  const { go, back } = useNavigation();
  const activities = useTopic('activities');
  return (
    <Screen
      title={t('title')}
      subtitle={t('subtitle')}
      onBack={back}
      actions={
        <Button variant="primary" icon={Plus} initialFocus={activities.length === 0} focusKey="new" onPress={() => go('activity-form', { activity: null })}>
          {t('new')}
        </Button>
      }
    >
      {activities.length === 0 ? (
        <EmptyState icon={MapPinned} title={t('empty.title')} hint={t('empty.hint')} />
      ) : (
        <div className="scroll">
          <List label={t('title')}>
            {activities.map(({ activity, now, versions, withdrawn }, index) => (
              <ListRow
                key={activity}
                icon={activityIcons[now.kind]}
                title={`${format.date(dateOf(now.day))} · ${t(`kind.${now.kind}`)} · ${now.topic}`}
                detail={`${now.place} · ${now.lecturer}`}
                end={
                  <>
                    <span>{t('people', { count: now.members.length + now.guests })}</span>
                    {withdrawn !== null ? <Tag tone="waiting">{t('withdrawn')}</Tag> : versions.length > 1 && <Tag tone="info">{t('corrected')}</Tag>}
                  </>
                }
                focusKey={activity}
                initialFocus={index === 0}
                onPress={() => go('activity', { activity })}
              />
            ))}
          </List>
        </div>
      )}
    </Screen>
  );
}
