import { CalendarCheck, CircleCheck, CircleDashed, CircleOff, Clock3, FileText, KeyRound, ListChecks, ListPlus, PlayCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LearningView } from '../../../contract/ipc/learning.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListRow } from '../../components/list.tsx';
import { Screen } from '../../components/screen.tsx';
import { Tag } from '../../components/tag.tsx';
import { Tile } from '../../components/tile.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useMinutes } from '../../i18n/use-minutes.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { WhoWatches } from '../programs/who-watches.tsx';
import './learning-screen.css';

type PlanItem = LearningView['plan'][number];

/** A member's year: what is done of the plan, hours and group viewings, and the courses that were chosen. */
export function MyYear({ learning }: { readonly learning: LearningView }): ReactNode {
  const { t } = useTranslation('learning');
  const format = useFormat();
  const minutes = useMinutes();
  const { go, back } = useNavigation();
  const { standing, rule, plan, groups, selfSeconds, groupSeconds, year } = learning;
  const enough = standing.missing === 0;
  const planHint = enough
    ? t('plan.enough', { needed: rule.specialCourses })
    : standing.missingChoices > 0
      ? t('plan.choose', { count: standing.missingChoices })
      : t('plan.missing', { count: standing.missing });
  return (
    <Screen
      title={t('title')}
      subtitle={t('whose', { name: learning.member.name, number: learning.member.number, year })}
      onBack={back}
      actions={
        <>
          <Button icon={FileText} focusKey="sheet" onPress={() => go('year-sheet')}>
            {t('toSheet')}
          </Button>
          <Button icon={KeyRound} focusKey="pin" onPress={() => go('member-pin')}>
            {t('toPin')}
          </Button>
          <WhoWatches brief />
        </>
      }
    >
      <div className="year-figures" data-focus-group>
        <Tile
          colour={enough ? 'done' : 'waiting'}
          icon={ListChecks}
          title={t('plan.figure', { done: standing.done, needed: Math.max(rule.specialCourses, standing.chosen) })}
          hint={planHint}
          focusKey="plan"
          initialFocus={plan.length === 0}
          onPress={() => go('course-plan')}
        />
        <Tile
          colour="info"
          icon={Clock3}
          title={minutes(selfSeconds + groupSeconds)}
          hint={t('hours', { alone: minutes(selfSeconds) })}
          focusKey="hours"
          onPress={() => go('watched')}
        />
        <Tile
          colour="danger"
          icon={CalendarCheck}
          title={t('groups', { count: groups.length })}
          hint={groups[0] === undefined ? t('noGroups') : t('lastGroup', { day: format.day(groups[0].at) })}
          focusKey="groups"
          onPress={() => go('watched')}
        />
      </div>
      {plan.length === 0 ? (
        <EmptyState icon={ListPlus} title={t('plan.none.title')} hint={t('plan.none.hint', { count: rule.specialCourses })}>
          <Button variant="primary" icon={ListPlus} focusKey="choose" onPress={() => go('course-plan')}>
            {t('plan.begin')}
          </Button>
        </EmptyState>
      ) : (
        <>
          <div className="year-head">
            <h2>{t('plan.title', { count: plan.length })}</h2>
            <Button icon={ListPlus} focusKey="choose" onPress={() => go('course-plan')}>
              {t('plan.change')}
            </Button>
          </div>
          <div className="year-plan scroll" role="group" aria-label={t('plan.title', { count: plan.length })} data-focus-group>
            {inOrder(plan).map((item, index) => (
              <ListRow
                key={item.program.program}
                title={format.text(item.program.title)}
                end={<PlanTag item={item} />}
                focusKey={item.program.program}
                initialFocus={index === 0}
                onPress={() => go('program', { program: item.program.program })}
              />
            ))}
          </div>
        </>
      )}
    </Screen>
  );
}

function PlanTag({ item }: { readonly item: PlanItem }): ReactNode {
  const { t } = useTranslation('learning');
  const format = useFormat();
  if (item.completed) {
    return (
      <Tag tone="done" icon={CircleCheck}>
        {t('state.completed')}
      </Tag>
    );
  }
  if (item.gone) return <Tag icon={CircleOff}>{t('state.gone')}</Tag>;
  if (item.playedShare > 0) {
    return (
      <Tag tone="info" icon={PlayCircle}>
        {t('state.begun', { share: format.share(item.playedShare) })}
      </Tag>
    );
  }
  return <Tag icon={CircleDashed}>{t('state.notBegun')}</Tag>;
}

/** What is still to be watched comes first, and of that what was begun. */
function inOrder(plan: LearningView['plan']): LearningView['plan'] {
  const rank = ({ completed, gone, playedShare }: PlanItem): number => (completed ? 3 : gone ? 2 : playedShare > 0 ? 0 : 1);
  return [...plan].sort((a, b) => rank(a) - rank(b));
}
