import { UsersRound } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberView } from '../../../contract/ipc/topics.ts';
import type { Problem } from '../../../contract/problem.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { useTypedLetters } from '../../navigation/use-typed-letters.ts';
import { useTopic } from '../../state/use-topic.ts';
import { LetterRow } from './letter-row.tsx';
import { MemberCards } from './member-cards.tsx';
import { inOrder, lettersOf, withInitials } from './members.ts';
import type { PeopleDesk } from './people-desk.ts';

/** Nearly all have come: touch the few who are missing, and the others are checked in together. */
export function EveryoneButDialog({ desk, onClose }: { readonly desk: PeopleDesk; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('group');
  const roster = useTopic('roster');
  const members = useMemo(() => inOrder(roster).filter(({ number }) => !desk.present.has(number)), [roster, desk.present]);
  const [absent, setAbsent] = useState<ReadonlySet<string>>(new Set());
  const [letters, setLetters] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const root = useTypedLetters((letter) => setLetters((before) => (before === '#' ? letter : before + letter)));
  const coming = members.filter(({ number }) => !absent.has(number));
  const here = useMemo(() => new Set<string>(members.map(({ number }) => String(number)).filter((number) => !absent.has(number))), [members, absent]);

  const toggle = ({ number }: MemberView): void => setAbsent((before) => new Set(before.has(number) ? [...before].filter((one) => one !== number) : [...before, number]));
  const confirm = async (): Promise<void> => {
    setBusy(true);
    const refused = await desk.checkInMany(coming);
    setBusy(false);
    if (refused === null) onClose();
    else setProblem(refused);
  };
  return (
    <Dialog
      title={t('everyone.question')}
      full
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" icon={UsersRound} initialFocus busy={busy} disabled={coming.length === 0} onPress={() => void confirm()}>
            {t('everyone.confirm', { count: coming.length })}
          </Button>
        </>
      }
    >
      <div className="bind-card" ref={root}>
        <p role="status">{t('everyone.detail', { absent: t('everyone.absent', { count: absent.size }) })}</p>
        <LetterRow letters={lettersOf(members)} value={letters} onChange={setLetters} />
        <MemberCards members={withInitials(members, letters)} present={here} onPress={toggle} label={t('everyone.names')} />
        <ProblemMessage problem={problem} />
      </div>
    </Dialog>
  );
}
