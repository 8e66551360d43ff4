import { CircleStop, Film } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Screen } from '../../components/screen.tsx';
import { EndDialog } from './end-dialog.tsx';
import type { Closing } from './end-dialog.tsx';
import type { StepProps } from './group-screen.tsx';

/** None of the viewing's programs is here any more: it can only be ended. */
export function NothingToPlay({ group, onLeave, closing }: StepProps & { readonly closing: Closing }): ReactNode {
  const { t } = useTranslation('group');
  const [ending, setEnding] = useState(false);
  return (
    <Screen
      title={t('nothingToPlay.title')}
      onBack={onLeave}
      backLabel={t('common:backHome')}
      actions={
        <Button large variant="primary" icon={CircleStop} initialFocus onPress={() => setEnding(true)}>
          {t('end.open')}
        </Button>
      }
    >
      <EmptyState icon={Film} title={t('nothingToPlay.what')} hint={t('nothingToPlay.hint')} />
      {ending && <EndDialog group={group} closing={closing} onClose={() => setEnding(false)} />}
    </Screen>
  );
}
