import { Pause, Play, Square, Volume2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { useReadAloud } from './use-read-aloud.ts';

/** Reads texts aloud; shown only where the machine has a voice for the language. */
export function ReadAloudButtons({ texts }: { readonly texts: readonly string[] }): ReactNode {
  const { t } = useTranslation('information');
  const aloud = useReadAloud();
  if (aloud === null) return null;
  if (aloud.reading === 'silent') {
    return (
      <Button icon={Volume2} focusKey="aloud" onPress={() => aloud.start(texts)}>
        {t('aloud.start')}
      </Button>
    );
  }
  const paused = aloud.reading === 'paused';
  return (
    <>
      <Button icon={paused ? Play : Pause} focusKey="aloud" onPress={paused ? aloud.goOn : aloud.pause}>
        {t(paused ? 'aloud.goOn' : 'aloud.pause')}
      </Button>
      <Button icon={Square} focusKey="aloud-stop" onPress={aloud.stop}>
        {t('aloud.stop')}
      </Button>
    </>
  );
}
