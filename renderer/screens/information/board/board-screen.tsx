import { Hourglass, MailOpen, MessageCircleQuestion, MessageSquareReply, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { List, ListRow } from '../../../components/list.tsx';
import { ProblemMessage } from '../../../components/message.tsx';
import { Screen } from '../../../components/screen.tsx';
import { Tag } from '../../../components/tag.tsx';
import { useNavigation } from '../../../navigation/navigation.tsx';
import { useCall } from '../../../state/use-call.ts';
import { useTopic } from '../../../state/use-topic.ts';
import { useDayText } from '../use-day-text.ts';
import { boardEntries } from './board-entries.ts';
import type { BoardAnswer, BoardQuestion } from './board-entries.ts';
import '../information.css';

/** What was asked at this site, and what the county says: to it, and to everyone. */
export function BoardScreen(): ReactNode {
  const { t } = useTranslation('information');
  const { go, back } = useNavigation();
  const board = useTopic('answers');
  const days = useDayText();
  const open = useCall('answers.open');
  const [chosen, setChosen] = useState<BoardQuestion | null>(null);
  const { own, others, waiting } = boardEntries(board);

  const read = async ({ answer }: BoardAnswer): Promise<void> => {
    const result = await open.run({ answer });
    if (result.ok) go('information-answer', { answer });
  };
  const row = (answer: BoardAnswer, first: boolean): ReactNode => (
    <ListRow
      key={answer.answer}
      focusKey={answer.answer}
      icon={answer.opened ? MailOpen : MessageSquareReply}
      title={answer.asked}
      detail={t('board.said', { by: answer.by, day: days.age(answer.answeredAt.slice(0, 10)) })}
      initialFocus={first}
      onPress={() => void read(answer)}
      end={!answer.opened && <Tag tone="done">{t('board.new')}</Tag>}
    />
  );
  return (
    <Screen
      title={t('board.title')}
      subtitle={t('board.how')}
      onBack={back}
      actions={
        <Button icon={Send} focusKey="ask" initialFocus={own.length + others.length + waiting.length === 0} onPress={() => go('information-ask', { text: '', search: null })}>
          {t('board.ask')}
        </Button>
      }
    >
      <ProblemMessage problem={open.problem} />
      {own.length + others.length + waiting.length === 0 ? (
        <EmptyState icon={MessageCircleQuestion} title={t('board.none.title')} hint={t('board.none.hint')} />
      ) : (
        <div className="scroll">
          <div className="board">
            {own.length > 0 && (
              <section>
                <h2 className="item__label">{t('board.own')}</h2>
                <List label={t('board.own')}>{own.map((answer, index) => row(answer, index === 0))}</List>
              </section>
            )}
            {waiting.length > 0 && (
              <section>
                <h2 className="item__label">{t('board.waiting')}</h2>
                <List label={t('board.waiting')}>
                  {waiting.map((question, index) => (
                    <ListRow
                      key={question.question}
                      focusKey={question.question}
                      icon={Hourglass}
                      title={question.text}
                      detail={t(`board.state.${question.state === 'with-county' ? 'with-county' : 'waiting'}`, { day: days.age(question.askedAt.slice(0, 10)) })}
                      initialFocus={own.length === 0 && index === 0}
                      onPress={() => setChosen(question)}
                    />
                  ))}
                </List>
              </section>
            )}
            {others.length > 0 && (
              <section>
                <h2 className="item__label">{t('board.others')}</h2>
                <List label={t('board.others')}>{others.map((answer, index) => row(answer, own.length + waiting.length === 0 && index === 0))}</List>
              </section>
            )}
          </div>
        </div>
      )}
      {chosen !== null && <WaitingQuestion question={chosen} onClose={() => setChosen(null)} />}
    </Screen>
  );
}

/** A question that the county has not answered yet: what was asked, and the way to take it back. */
function WaitingQuestion({ question, onClose }: { readonly question: BoardQuestion; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('information');
  const withdraw = useCall('questions.withdraw');
  return (
    <Dialog
      title={question.text}
      onClose={onClose}
      actions={
        <>
          <Button initialFocus onPress={onClose}>
            {t('board.keep')}
          </Button>
          <Button
            variant="danger"
            icon={Trash2}
            busy={withdraw.busy}
            onPress={() => void withdraw.run({ question: question.question }).then((result) => result.ok && onClose())}
          >
            {t('board.withdraw')}
          </Button>
        </>
      }
    >
      <ProblemMessage problem={withdraw.problem} />
      <p>{t('board.withdrawHow')}</p>
    </Dialog>
  );
}
