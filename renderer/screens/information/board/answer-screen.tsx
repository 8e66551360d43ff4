import { MessageCircleQuestion, Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ProblemMessage } from '../../../components/message.tsx';
import { Screen } from '../../../components/screen.tsx';
import { Scroll } from '../../../components/scroll.tsx';
import { useToast } from '../../../components/toast.tsx';
import { useNavigation } from '../../../navigation/navigation.tsx';
import { useCall } from '../../../state/use-call.ts';
import { useTopic } from '../../../state/use-topic.ts';
import { Paragraphs } from '../items/paragraphs.tsx';
import { ReadAloudButtons } from '../read-aloud-buttons.tsx';
import type { InformationScreens } from '../routes.ts';
import { useDayText } from '../use-day-text.ts';
import '../information.css';

/** One answer of the county: what was asked, what it says, who answers for it and since when. */
export function AnswerScreen({ answer: id }: InformationScreens['information-answer']): ReactNode {
  const { t } = useTranslation('information');
  const { back } = useNavigation();
  const toast = useToast();
  const days = useDayText();
  const print = useCall('app.print');
  const answer = useTopic('answers').answers.find((one) => one.answer === id);
  if (answer === undefined) {
    return (
      <Screen title={t('board.title')} onBack={back}>
        <EmptyState icon={MessageCircleQuestion} title={t('board.gone.title')} hint={t('board.gone.hint')} />
      </Screen>
    );
  }
  const [day, age] = [answer.answeredAt.slice(0, 10), days.age(answer.answeredAt.slice(0, 10))];
  const said = t('board.saidOn', { by: answer.by, date: days.full(day), age });
  return (
    <Screen
      title={t(answer.own ? 'board.answerOwn' : 'board.answerOther')}
      onBack={back}
      actions={
        <>
          <Button icon={Printer} focusKey="print" busy={print.busy} onPress={() => void print.run({}).then((result) => result.ok && toast(t('print.done')))}>
            {t('print.go')}
          </Button>
          <ReadAloudButtons texts={[answer.asked, answer.text]} />
        </>
      }
    >
      <ProblemMessage problem={print.problem} />
      <div className="item-frame">
        <Scroll label={answer.asked} className="item">
          <section className="answer__asked">
            <h2 className="item__label">{t('board.asked', { day: days.date(answer.askedAt.slice(0, 10)) })}</h2>
            <p>{answer.asked}</p>
          </section>
          <section className="item__large">
            <h2 className="item__label">{t('board.answer')}</h2>
            <Paragraphs text={answer.text} />
          </section>
        </Scroll>
      </div>
      <p className="item__source">{said}</p>
      <article className="item-paper" aria-hidden>
        <h1>{answer.asked}</h1>
        <Paragraphs text={answer.text} />
        <p className="item-paper__foot">{said}</p>
      </article>
    </Screen>
  );
}
