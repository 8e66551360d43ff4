import { CircleCheck, Circle, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { MemberView } from '../../../contract/ipc/topics.ts';
import { EmptyState } from '../../components/empty-state.tsx';

/** More than this are not drawn at once: nobody finds a name among them without its initials. */
const MOST_SHOWN = 240;

export interface MemberCardsProps {
  readonly members: readonly MemberView[];
  /** Numbers of those who are checked in. */
  readonly present: ReadonlySet<string>;
  readonly onPress: (member: MemberView) => void;
  /** What touching a name does, for screen readers; checking in unless said otherwise. */
  readonly label?: string;
}

export function MemberCards({ members, present, onPress, label }: MemberCardsProps): ReactNode {
  const { t } = useTranslation('group');
  const hidden = members.length - MOST_SHOWN;
  if (members.length === 0) return <EmptyState icon={SearchX} title={t('checkIn.nobodyFound.title')} hint={t('checkIn.nobodyFound.hint')} />;
  return (
    <div className="scroll member-cards" role="group" aria-label={label ?? t('checkIn.names')} data-focus-group>
      {members.slice(0, MOST_SHOWN).map((member) => {
        const here = present.has(member.number);
        const Icon = here ? CircleCheck : Circle;
        return (
          <AriaButton
            key={member.number}
            className="member-card"
            aria-pressed={here}
            data-focus-key={`member-${member.number}`}
            onPress={() => onPress(member)}
          >
            <Icon aria-hidden />
            <span className="member-card__name">{member.name}</span>
            <span className="member-card__number">{member.number}</span>
            {here && <span className="visually-hidden">{t('checkIn.isHere')}</span>}
          </AriaButton>
        );
      })}
      {hidden > 0 && <p className="member-cards__more">{t('checkIn.more', { count: hidden })}</p>}
    </div>
  );
}
