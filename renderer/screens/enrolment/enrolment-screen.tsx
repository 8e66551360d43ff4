import { LogIn } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { ProblemDialog } from '../../components/problem-dialog.tsx';
import { Screen } from '../../components/screen.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTopic } from '../../state/use-topic.ts';
import { CodeField } from './code-field.tsx';
import { codeText, emptyCode, isFull } from './code-groups.ts';
import { InsecureDialog } from './insecure-dialog.tsx';
import './enrolment-screen.css';

/** The first start: where the county is, and the one-time code it gave out. */
export function EnrolmentScreen(): ReactNode {
  const { t } = useTranslation('enrolment');
  const { proposedCountyUrl } = useTopic('app');
  const [countyUrl, setCountyUrl] = useState(proposedCountyUrl ?? '');
  const [code, setCode] = useState(emptyCode);
  const { run, busy, problem, clearProblem } = useCall('enrolment.enrol');
  const ready = countyUrl.trim() !== '' && isFull(code);
  const insecure = problem?.code === 'county-url-insecure';

  const enrol = (acceptInsecure: boolean): void => {
    if (ready && !busy) void run({ countyUrl: countyUrl.trim(), code: codeText(code), acceptInsecure });
  };
  return (
    <Screen
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        <>
          {!ready && <p className="soft">{t('notReady')}</p>}
          <Button variant="primary" large icon={LogIn} busy={busy} disabled={!ready} onPress={() => enrol(false)}>
            {t('enrol')}
          </Button>
        </>
      }
    >
      <div className="enrolment">
        <TextField label={t('countyUrl')} value={countyUrl} onChange={setCountyUrl} onEnter={() => enrol(false)} maxLength={300} focusKey="county-url" />
        <div className="enrolment__code">
          <h2 className="enrolment__question">{t('codeQuestion')}</h2>
          <CodeField
            code={code}
            onEnter={() => enrol(false)}
            onChange={(next) => {
              clearProblem();
              setCode(next);
            }}
          />
        </div>
      </div>
      <ProblemDialog title={t('notEnrolled')} problem={insecure ? null : problem} onClose={clearProblem} />
      {insecure && (
        <InsecureDialog
          onRefuse={clearProblem}
          onAccept={() => {
            clearProblem();
            enrol(true);
          }}
        />
      )}
    </Screen>
  );
}
