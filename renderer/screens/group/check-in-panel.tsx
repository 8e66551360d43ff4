import { CircleCheck, UserRoundX } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView, MemberView } from '../../../contract/ipc/topics.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useBack } from '../../navigation/use-back.ts';
import { useTopic } from '../../state/use-topic.ts';
import { GuestsCounter } from './guests-counter.tsx';
import { inOrder, lettersOf, meantNumber, withInitials } from './members.ts';
import { LetterRow } from './letter-row.tsx';
import { MemberCards } from './member-cards.tsx';
import { useCheckIns } from './use-check-ins.ts';
import { useTypedLetters } from '../../navigation/use-typed-letters.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';
import './check-in-panel.css';

const MAX_NUMBER_LENGTH = 12;

/**
 * Checks people in, by number after number on a keyboard, by initials, or by touching names; guests are counted. Works the
 * same before the start and for those who come late.
 */
export function CheckInPanel({ group, dark = false }: { readonly group: GroupView; readonly dark?: boolean }): ReactNode {
  const { t } = useTranslation('group');
  const format = useFormat();
  const roster = useTopic('roster');
  const members = useMemo(() => inOrder(roster), [roster]);
  const [number, setNumber] = useState('');
  const [letters, setLetters] = useState('');
  const [leaving, setLeaving] = useState<MemberView | null>(null);
  const { checkIn, last, clearProblem } = useCheckIns();
  const present = useMemo(() => new Set<string>(group.members.map((member) => member.number)), [group.members]);
  const found = withInitials(members, letters);

  const panel = useTypedLetters((letter) => setLetters((before) => (before === '#' ? letter : before + letter)));
  useBack(letters === '' ? null : () => setLetters((before) => before.slice(0, -1)));

  const enter = (): void => {
    const only = found.length === 1 && letters !== '' ? found[0] : undefined;
    if (number !== '') void checkIn(meantNumber(roster, number));
    else if (only !== undefined) void checkIn(only.number);
    else return;
    setNumber('');
    setLetters('');
  };
  const press = (member: MemberView): void => {
    if (present.has(member.number)) setLeaving(member);
    else void checkIn(member.number);
  };

  return (
    <div className="check-in" ref={panel}>
      <section className="check-in__pad">
        <NumberPad
          label={t('checkIn.number')}
          value={number}
          onChange={(digits) => {
            clearProblem();
            setNumber(digits);
          }}
          onEnter={enter}
          enterLabel={t('checkIn.enter')}
          maxLength={MAX_NUMBER_LENGTH}
          initialFocus="field"
        />
        <div className="check-in__last" role="status">
          {last !== null && last.kind !== 'problem' && (
            <p className="check-in__good">
              <CircleCheck aria-hidden />
              <span>{t(`checkIn.${last.kind}`, { name: last.member.name, number: last.member.number })}</span>
            </p>
          )}
        </div>
      </section>
      <section className="check-in__names">
        <div className="check-in__counts">
          <p className="check-in__count" role="status">
            <strong>{format.number(group.members.length)}</strong>
            <span>{t('checkIn.membersHere', { count: group.members.length })}</span>
            {group.expected > 0 && <span className="soft">{t('checkIn.ofExpected', { count: group.expected })}</span>}
          </p>
          <GuestsCounter guests={group.guests} dark={dark} />
        </div>
        {roster.length === 0 ? (
          <EmptyState icon={UserRoundX} title={t('checkIn.noRoster.title')} hint={t('checkIn.noRoster.hint')} />
        ) : (
          <>
            <LetterRow letters={lettersOf(members)} value={letters} onChange={setLetters} />
            <MemberCards members={found} present={present} onPress={press} />
          </>
        )}
        {last?.kind === 'problem' && (
          <div className="check-in__problem">
            <ProblemMessage problem={last.problem} />
          </div>
        )}
      </section>
      {leaving !== null && <WithdrawDialog member={leaving} dark={dark} onClose={() => setLeaving(null)} />}
    </div>
  );
}
