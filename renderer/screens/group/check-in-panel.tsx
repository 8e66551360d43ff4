import { UserRoundX } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberView } from '../../../contract/ipc/topics.ts';
import type { MemberCopy } from '../../../contract/usage/event.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { NumberPad } from '../../components/number-pad.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useBack } from '../../navigation/use-back.ts';
import { useTypedLetters } from '../../navigation/use-typed-letters.ts';
import { useTopic } from '../../state/use-topic.ts';
import { BindCardDialog } from './bind-card-dialog.tsx';
import { GuestsCounter } from './guests-counter.tsx';
import { LastCheckIn } from './last-check-in.tsx';
import { LetterRow } from './letter-row.tsx';
import { MemberCards } from './member-cards.tsx';
import { inOrder, isOfCard, lettersOf, meantNumber, withInitials } from './members.ts';
import type { PeopleDesk } from './people-desk.ts';
import { UnknownCard } from './unknown-card.tsx';
import { useCardReader } from './use-card-reader.ts';
import { useCheckIns } from './use-check-ins.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';
import './check-in-panel.css';

const MAX_NUMBER_LENGTH = 12;

/**
 * Counts people in, by number after number on a keyboard, by a card reader, by initials, or by touching names; guests are
 * counted. The same before the start, for those who come late, and on forms.
 */
export function CheckInPanel({ desk, dark = false }: { readonly desk: PeopleDesk; readonly dark?: boolean }): ReactNode {
  const { t } = useTranslation('group');
  const format = useFormat();
  const roster = useTopic('roster');
  const members = useMemo(() => inOrder(roster), [roster]);
  const [number, setNumber] = useState('');
  const [letters, setLetters] = useState('');
  const [leaving, setLeaving] = useState<MemberView | null>(null);
  const [binding, setBinding] = useState<string | null>(null);
  const { checkIn, checkInCard, last, forget, clearProblem } = useCheckIns(desk);
  const found = withInitials(members, letters);

  const panel = useTypedLetters((letter) => setLetters((before) => (before === '#' ? letter : before + letter)));
  useBack(letters === '' ? null : () => setLetters((before) => before.slice(0, -1)));

  const clear = (): void => {
    setNumber('');
    setLetters('');
  };
  useCardReader((typed) => {
    if (desk.cards === null || binding !== null || !isOfCard(roster, typed)) return false;
    clear();
    void checkInCard(typed);
    return true;
  });
  const enter = (): void => {
    const only = found.length === 1 && letters !== '' ? found[0] : undefined;
    if (number !== '') void checkIn(meantNumber(roster, number));
    else if (only !== undefined) void checkIn(only.number);
    else return;
    clear();
  };
  const press = (member: MemberView): void => {
    if (desk.present.has(member.number)) setLeaving(member);
    else void checkIn(member.number);
  };
  const withdraw = async (member: MemberCopy) => {
    const problem = await desk.withdraw(member);
    if (problem === null) forget();
    return problem;
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
        <LastCheckIn last={last} onUndo={(member) => void withdraw(member)} />
      </section>
      <section className="check-in__names">
        <div className="check-in__counts">
          <p className="check-in__count" role="status">
            <strong>{format.number(desk.members)}</strong>
            <span>{t('checkIn.membersHere', { count: desk.members })}</span>
            {desk.expected > 0 && <span className="soft">{t('checkIn.ofExpected', { count: desk.expected })}</span>}
          </p>
          <GuestsCounter guests={desk.guests} dark={dark} onCount={desk.countGuests} />
        </div>
        {roster.length === 0 ? (
          <EmptyState icon={UserRoundX} title={t('checkIn.noRoster.title')} hint={t('checkIn.noRoster.hint')} />
        ) : (
          <>
            <LetterRow letters={lettersOf(members)} value={letters} onChange={setLetters} />
            <MemberCards members={found} present={desk.present} onPress={press} />
          </>
        )}
        {last?.kind === 'problem' && (
          <div className="check-in__problem">
            <ProblemMessage problem={last.problem} />
          </div>
        )}
        {last?.kind === 'unknown-card' && <UnknownCard card={last.card} onBind={() => setBinding(last.card)} onClose={forget} />}
      </section>
      {leaving !== null && <WithdrawDialog member={leaving} dark={dark} onWithdraw={withdraw} onClose={() => setLeaving(null)} />}
      {binding !== null && desk.cards !== null && (
        <BindCardDialog
          card={binding}
          members={members}
          dark={dark}
          onBind={desk.cards.bind}
          onClose={(bound) => {
            setBinding(null);
            if (bound) forget();
          }}
        />
      )}
    </div>
  );
}
