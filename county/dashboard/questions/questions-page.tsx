import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../../contract/text.ts';
import type { Person } from '../../accounts/schemas.ts';
import { questionStates } from '../../questions/schemas.ts';
import type { QuestionsAnswer } from '../../questions/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { askQuestions } from './questions-api.ts';
import { QuestionCard } from './question-card.tsx';

interface QuestionsPageProps {
  readonly person: Person;
  readonly onSignedOut: () => void;
}

/** What people at the sites ask, what waits longest first; county staff answer here, township staff read. */
export function QuestionsPage({ person, onSignedOut }: QuestionsPageProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [state, setState] = useState<(typeof questionStates)[number]>('waiting');
  const [township, setTownship] = useState<string | null>(null);
  const [townships, setTownships] = useState<QuestionsAnswer['townships']>([]);
  /** Where each page before this one began; the last is where this one does. */
  const [pages, setPages] = useState<readonly string[]>([]);
  const [changes, setChanges] = useState(0);
  const before = pages.at(-1);
  const query = new URLSearchParams({ state, ...(township === null ? {} : { township }), ...(before === undefined ? {} : { before }) }).toString();
  const answer = useAnswer(`${query} ${changes}`, askQuestions);
  const known = answer.answer?.townships ?? townships;
  if (known !== townships) setTownships(known);
  const above = (
    <>
      <h1>{t('questions.title')}</h1>
      <p className="quiet intro">{t('questions.intro')}</p>
      <div className="choices">
        <fieldset className="switch" aria-label={t('questions.which')}>
          {questionStates.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="question-state"
                checked={one === state}
                onChange={() => {
                  setState(one);
                  setPages([]);
                }}
              />
              <span>{t(`questions.state.${one}`)}</span>
            </label>
          ))}
        </fieldset>
        {(townships.length > 1 || township !== null) && (
          <label className="township">
            {t('township')}
            <select
              value={township ?? ''}
              onChange={(event) => {
                setTownship(event.target.value === '' ? null : event.target.value);
                setPages([]);
              }}
            >
              <option value="">{t('township.all')}</option>
              {townships.map(({ id, name }) => (
                <option key={id} value={id}>
                  {inLanguage(name, language)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </>
  );
  return (
    <PageFrame state={answer} onSignedOut={onSignedOut} above={above}>
      {(found) => (
        <>
          <p role="status">{found.waiting > 0 && t('questions.waiting', { number: found.waiting })}</p>
          <Questions found={found} waitingOnly={state === 'waiting'} mayAnswer={person.role !== 'township-staff'} onChanged={() => setChanges(changes + 1)} />
          <div className="question-pages">
            {pages.length > 0 && (
              <button type="button" onClick={() => setPages(pages.slice(0, -1))}>
                {t('questions.newer')}
              </button>
            )}
            {found.next !== null && (
              <button type="button" onClick={() => found.next !== null && setPages([...pages, found.next])}>
                {t('questions.older')}
              </button>
            )}
          </div>
        </>
      )}
    </PageFrame>
  );
}

interface QuestionsProps {
  readonly found: QuestionsAnswer;
  readonly waitingOnly: boolean;
  readonly mayAnswer: boolean;
  readonly onChanged: () => void;
}

function Questions({ found, waitingOnly, mayAnswer, onChanged }: QuestionsProps) {
  const { t } = useTranslation();
  if (found.questions.length === 0) {
    return (
      <p className="note">
        <CircleCheck aria-hidden />
        {waitingOnly ? t('questions.noneWaiting') : t('questions.none')}
      </p>
    );
  }
  return (
    <ul className="questions">
      {found.questions.map((question) => (
        <QuestionCard key={`${question.journal} ${question.question}`} question={question} mayAnswer={mayAnswer} onChanged={onChanged} />
      ))}
    </ul>
  );
}
