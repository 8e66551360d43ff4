import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberView } from '../../../contract/ipc/topics.ts';
import type { Problem } from '../../../contract/problem.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ProblemMessage } from '../../components/message.tsx';
import { useToast } from '../../components/toast.tsx';
import { useTypedLetters } from '../../navigation/use-typed-letters.ts';
import { LetterRow } from './letter-row.tsx';
import { MemberCards } from './member-cards.tsx';
import { lettersOf, withInitials } from './members.ts';

export interface BindCardDialogProps {
  readonly card: string;
  readonly members: readonly MemberView[];
  readonly dark: boolean;
  readonly onBind: (card: string, member: MemberView) => Promise<Problem | null>;
  readonly onClose: (bound: boolean) => void;
}

const nobody: ReadonlySet<string> = new Set();

/** Whose card is it? Asked once; from then on the card is enough. */
export function BindCardDialog({ card, members, dark, onBind, onClose }: BindCardDialogProps): ReactNode {
  const { t } = useTranslation('group');
  const toast = useToast();
  const [letters, setLetters] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const root = useTypedLetters((letter) => setLetters((before) => (before === '#' ? letter : before + letter)));
  const bind = async (member: MemberView): Promise<void> => {
    const refused = await onBind(card, member);
    setProblem(refused);
    if (refused !== null) return;
    toast(t('card.bound', { name: member.name }));
    onClose(true);
  };
  return (
    <Dialog title={t('card.whose', { card })} full dark={dark} onClose={() => onClose(false)} actions={<Button onPress={() => onClose(false)}>{t('common:cancel')}</Button>}>
      <div className="bind-card" ref={root}>
        <LetterRow letters={lettersOf(members)} value={letters} onChange={setLetters} />
        <MemberCards members={withInitials(members, letters)} present={nobody} onPress={(member) => void bind(member)} />
        <ProblemMessage problem={problem} />
      </div>
    </Dialog>
  );
}
