import { Check } from 'lucide-react';
import { useCallback } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Screen } from '../../components/screen.tsx';
import { CheckInPanel } from './check-in-panel.tsx';
import { useDraftDesk } from './people-desk.ts';
import type { PeopleDraft } from './people-desk.ts';

export interface PeopleFormProps {
  readonly title: string;
  readonly people: PeopleDraft;
  readonly onChange: (people: PeopleDraft) => void;
  readonly onDone: () => void;
}

/** Who was there, for a form: as at the check-in, but nothing is on record before the form is saved. */
export function PeopleForm({ title, people, onChange, onDone }: PeopleFormProps): ReactNode {
  const { t } = useTranslation('hall');
  const change = useCallback((next: PeopleDraft) => onChange(next), [onChange]);
  const desk = useDraftDesk(people, change);
  return (
    <Screen
      title={title}
      subtitle={t('people.subtitle')}
      onBack={onDone}
      actions={
        <Button variant="primary" icon={Check} focusKey="done" onPress={onDone}>
          {t('people.done')}
        </Button>
      }
    >
      <CheckInPanel desk={desk} />
    </Screen>
  );
}
