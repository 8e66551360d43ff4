import { ArrowRight, CalendarClock, CloudDownload, Film, KeyRound, MessageSquareReply, Sunrise, UsersRound } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useNavigation } from '../../navigation/navigation.tsx';
import { usePrograms } from '../../state/use-programs.ts';
import { useTopic } from '../../state/use-topic.ts';
import { unreadAnswers } from '../information/board/board-entries.ts';
import { useNow } from '../../state/use-now.ts';
import { useWhenText } from '../group/schedule/use-when-text.ts';
import { comingPlan } from './coming-plan.ts';
import { whatIsNext } from './what-is-next.ts';

/** Says what is next here, with one button that goes there. */
export function NextStrip(): ReactNode {
  const { t } = useTranslation('home');
  const format = useFormat();
  const { go } = useNavigation();
  const group = useTopic('group');
  const programs = usePrograms();
  const { operator } = useTopic('app');
  const now = useNow('minute');
  const whenText = useWhenText();
  const unread = unreadAnswers(useTopic('answers'));
  const next = whatIsNext({ group, programs, pinChosen: operator.pinChosen, unread, planned: comingPlan(useTopic('schedule'), now) });
  switch (next.kind) {
    case 'group': {
      const kind = t(`common:groupKind.${next.group.kind}`);
      const people = next.group.members.length + next.group.guests;
      return (
        <Strip tone="urgent" icon={UsersRound} title={t(`next.group.${next.group.stage}`, { kind })} detail={t('next.group.people', { count: people })}>
          <Button variant="primary" icon={ArrowRight} initialFocus focusKey="continue" onPress={() => go('group')}>
            {t('next.group.continue')}
          </Button>
        </Strip>
      );
    }
    case 'choose-pin':
      return (
        <Strip tone="info" icon={KeyRound} title={t('next.pin.title')} detail={t('next.pin.detail')}>
          <Button icon={ArrowRight} focusKey="next" onPress={() => go('site')}>
            {t('next.pin.go')}
          </Button>
        </Strip>
      );
    case 'plan': {
      const { item, isToday } = next;
      const kind = t(`common:groupKind.${item.kind}`);
      const what = item.programs[0] === undefined ? t('next.plan.open') : format.text(item.programs[0].title);
      return (
        <Strip
          tone={isToday ? 'urgent' : 'info'}
          icon={CalendarClock}
          title={isToday ? t('next.plan.today', { time: item.time, kind, what }) : t('next.plan.later', { when: whenText(item, now), kind, what })}
          detail={item.note !== '' ? item.note : t(item.source === 'county' ? 'next.plan.fromCounty' : 'next.plan.fromOperator')}
        >
          <Button variant={isToday ? 'primary' : 'secondary'} icon={ArrowRight} initialFocus={isToday} focusKey="next" onPress={() => go('planned', { plan: item.plan })}>
            {t(isToday ? 'next.plan.go' : 'next.plan.look')}
          </Button>
        </Strip>
      );
    }
    case 'answered':
      return (
        <Strip tone="urgent" icon={MessageSquareReply} title={t('next.answered.title', { count: next.count })} detail={t('next.answered.detail', { asked: next.asked })}>
          <Button variant="primary" icon={ArrowRight} focusKey="next" onPress={() => go('information-board')}>
            {t('next.answered.go')}
          </Button>
        </Strip>
      );
    case 'downloading': {
      const share = format.share(next.doneBytes / next.totalBytes);
      return <Strip tone="info" icon={CloudDownload} title={t('next.downloading.title', { count: next.count, share })} detail={t('next.downloading.detail')} />;
    }
    case 'newest-issue':
      return (
        <Strip tone="info" icon={Film} title={t('next.issue.title', { number: next.issue.number, count: next.count })} detail={format.text(next.issue.title)}>
          <Button icon={ArrowRight} focusKey="next" onPress={() => go('programs')}>
            {t('next.issue.go')}
          </Button>
        </Strip>
      );
    case 'nothing':
      return <Strip tone="calm" icon={Sunrise} title={t('next.nothing.title')} detail={t('next.nothing.detail')} />;
  }
}

interface StripProps {
  readonly tone: 'urgent' | 'info' | 'calm';
  readonly icon: LucideIcon;
  readonly title: string;
  readonly detail: string;
  readonly children?: ReactNode;
}

function Strip({ tone, icon: Icon, title, detail, children }: StripProps): ReactNode {
  return (
    <section className={`home__next home__next--${tone}`}>
      <Icon aria-hidden />
      <div className="home__next-words">
        <p className="home__next-title">{title}</p>
        <p className="home__next-detail">{detail}</p>
      </div>
      {children}
    </section>
  );
}
