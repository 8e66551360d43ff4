import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallResult } from '../../../contract/ipc/calls.ts';
import { Message } from '../../components/message.tsx';
import { useProblemText } from '../../i18n/use-problem-text.ts';

/** A stick full of rubbish is not read out to the end. */
const MOST_SHOWN = 5;

/** What on a stick was not taken, each with the reason. */
export function Refused({ refused }: { readonly refused: CallResult<'stick.look'>['refused'] }): ReactNode {
  const { t } = useTranslation('sticks');
  const words = useProblemText();
  const more = refused.length - MOST_SHOWN;
  return (
    <>
      {refused.slice(0, MOST_SHOWN).map(({ name, problem }) => (
        <Message key={name} tone="warning" what={t('refused.what', { name })} safe={words(problem).what} />
      ))}
      {more > 0 && <p className="stick-aside">{t('refused.more', { count: more })}</p>}
    </>
  );
}
