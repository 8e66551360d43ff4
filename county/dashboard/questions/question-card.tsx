import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedQuestion } from '../../questions/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { refusalText } from '../parts/refusal-text.ts';
import { timeText } from '../parts/times.ts';
import { useTask } from '../parts/use-task.ts';
import { siteName } from '../records/site-name.ts';
import { AnswerForm } from './answer-form.tsx';
import { takeBackAnswer } from './questions-api.ts';

interface QuestionCardProps {
  readonly question: ListedQuestion;
  readonly mayAnswer: boolean;
  readonly onChanged: () => void;
}

/** One question: where and when it was asked, whom to call, and its answer or the way to give one. */
export function QuestionCard({ question, mayAnswer, onChanged }: QuestionCardProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [writing, setWriting] = useState(false);
  const { answer, asker, withdrawn } = question;
  const who = [asker.name, asker.phone].filter((part) => part !== null).join(' ');
  return (
    <li className={answer === null && !withdrawn ? 'question question-waiting' : 'question'}>
      <p className="question-text">{question.text}</p>
      <p className="quiet">
        {siteName(question, language)} · <time dateTime={question.askedAt}>{timeText(question.askedAt, language)}</time> · {question.kind === null ? t('questions.otherKind') : t(`questions.kind.${question.kind}`)}
        {who !== '' && ` · ${t('questions.who', { who })}`}
      </p>
      {withdrawn && <p className="tag">{t('questions.withdrawn')}</p>}
      {answer !== null && <Answer question={question} mayAnswer={mayAnswer} onChanged={onChanged} />}
      {mayAnswer && !writing && (answer !== null || !withdrawn) && (
        <button type="button" onClick={() => setWriting(true)}>
          {answer === null ? t('questions.answer') : t('questions.change')}
        </button>
      )}
      {writing && (
        <AnswerForm
          question={question}
          onClose={() => setWriting(false)}
          onDone={() => {
            setWriting(false);
            onChanged();
          }}
        />
      )}
    </li>
  );
}

function Answer({ question, mayAnswer, onChanged }: QuestionCardProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const task = useTask();
  const [sure, setSure] = useState(false);
  const { answer } = question;
  if (answer === null) return null;
  return (
    <div className="question-answer">
      <p className="question-said">{answer.text}</p>
      <p className="quiet">
        {t('questions.answeredBy', { by: answer.by, person: answer.answeredBy, at: timeText(answer.answeredAt, language) })} · {answer.everyone ? t('questions.forEveryone') : t('questions.forSite')} ·{' '}
        {answer.readThere ? t('questions.read') : t('questions.unread')}
        {answer.readElsewhere > 0 && ` · ${t('questions.readElsewhere', { number: answer.readElsewhere })}`}
      </p>
      {task.refusal !== null && <p role="alert">{refusalText(t, task.refusal)}</p>}
      {mayAnswer && (
        <button type="button" className="plain" disabled={task.busy} onClick={() => (sure ? task.run(() => takeBackAnswer(question), onChanged) : setSure(true))}>
          {sure ? t('questions.takeBackSure') : t('questions.takeBack')}
        </button>
      )}
    </div>
  );
}
