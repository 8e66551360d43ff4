import { useId, useState } from 'react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_ANSWER } from '../../../contract/usage/lookup-events.ts';
import { newAnswerSchema } from '../../questions/schemas.ts';
import type { ListedQuestion } from '../../questions/schemas.ts';
import { Field } from '../people/field.tsx';
import { refusalText } from '../parts/refusal-text.ts';
import { useTask } from '../parts/use-task.ts';
import { answerQuestion } from './questions-api.ts';

/** Who answers most often from this browser. */
const OFFICE_KEY = 'county.answers.office';

interface AnswerFormProps {
  readonly question: ListedQuestion;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Writes the answer to a question. What was asked stands on the boards too, so a question with a name in it is not for everyone. */
export function AnswerForm({ question, onClose, onDone }: AnswerFormProps) {
  const { t } = useTranslation();
  const id = useId();
  const task = useTask();
  const [text, setText] = useState(question.answer?.text ?? '');
  const [by, setBy] = useState(question.answer?.by ?? localStorage.getItem(OFFICE_KEY) ?? '');
  const [everyone, setEveryone] = useState(question.answer?.everyone ?? false);
  const [pressed, setPressed] = useState(false);
  const answer = newAnswerSchema.safeParse({ text, by, everyone });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setPressed(true);
    if (!answer.success || task.busy) return;
    localStorage.setItem(OFFICE_KEY, answer.data.by);
    task.run(() => answerQuestion(question, answer.data), onDone);
  };
  return (
    <form className="answer-form" onSubmit={submit} noValidate>
      <div className="field">
        <label htmlFor={id}>{t('questions.form.text')}</label>
        <textarea id={id} rows={5} maxLength={MAX_ANSWER} autoFocus value={text} aria-invalid={pressed && text.trim() === '' ? true : undefined} onChange={(event) => setText(event.target.value)} />
      </div>
      <Field label={t('questions.form.by')} hint={t('questions.form.byHint')} maxLength={60} value={by} fault={pressed && by.trim() === '' ? t('questions.form.byMissing') : null} onChange={(event) => setBy(event.target.value)} />
      <label className="check">
        <input type="checkbox" checked={everyone} onChange={(event) => setEveryone(event.target.checked)} />
        {t('questions.form.everyone')}
      </label>
      {pressed && text.trim() === '' && <p className="fault">{t('questions.form.textMissing')}</p>}
      {task.refusal !== null && <p role="alert">{refusalText(t, task.refusal)}</p>}
      <div className="question-pages">
        <button type="submit" className="main" disabled={task.busy}>
          {t('questions.form.send')}
        </button>
        <button type="button" onClick={onClose}>
          {t('questions.form.cancel')}
        </button>
      </div>
    </form>
  );
}
