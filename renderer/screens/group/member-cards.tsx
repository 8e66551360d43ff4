import { CircleCheck, Circle, SearchX } from 'lucide-react';
import { memo, useCallback, useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberView } from '../../../contract/ipc/topics.ts';
import { EmptyState } from '../../components/empty-state.tsx';

/** More than this are not drawn at once: nobody finds a name among them without its initials. */
const MOST_SHOWN = 120;

export interface MemberCardsProps {
  readonly members: readonly MemberView[];
  /** Numbers of those who are checked in. */
  readonly present: ReadonlySet<string>;
  readonly onPress: (member: MemberView) => void;
  /** What touching a name does, for screen readers; checking in unless said otherwise. */
  readonly label?: string;
}

/** Names to be touched. A check-in draws the one card that it changes: there are many, and people come quickly. */
export function MemberCards({ members, present, onPress, label }: MemberCardsProps): ReactNode {
  const { t } = useTranslation('group');
  const hidden = members.length - MOST_SHOWN;
  const latest = useRef(onPress);
  useEffect(() => {
    latest.current = onPress;
  });
  const press = useCallback((member: MemberView) => latest.current(member), []);
  if (members.length === 0) return <EmptyState icon={SearchX} title={t('checkIn.nobodyFound.title')} hint={t('checkIn.nobodyFound.hint')} />;
  return (
    <div className="scroll member-cards" role="group" aria-label={label ?? t('checkIn.names')} data-focus-group>
      {members.slice(0, MOST_SHOWN).map((member) => (
        <MemberCard key={member.number} member={member} here={present.has(member.number)} isHere={t('checkIn.isHere')} onPress={press} />
      ))}
      {hidden > 0 && <p className="member-cards__more">{t('checkIn.more', { count: hidden })}</p>}
    </div>
  );
}

interface MemberCardProps {
  readonly member: MemberView;
  readonly here: boolean;
  /** Said of it to screen readers when it is. */
  readonly isHere: string;
  readonly onPress: (member: MemberView) => void;
}

/** A plain button: a hundred of them are drawn between two keys. */
const MemberCard = memo(function MemberCard({ member, here, isHere, onPress }: MemberCardProps): ReactNode {
  const Icon = here ? CircleCheck : Circle;
  return (
    <button
      type="button"
      className="member-card"
      aria-pressed={here}
      data-focus-key={`member-${member.number}`}
      // A key that is held down presses once.
      onKeyDown={(event) => event.repeat && event.key === 'Enter' && event.preventDefault()}
      onClick={() => onPress(member)}
    >
      <Icon aria-hidden />
      <span className="member-card__name">{member.name}</span>
      <span className="member-card__number">{member.number}</span>
      {here && <span className="visually-hidden">{isHere}</span>}
    </button>
  );
});
