import { Usb } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useTopic } from '../../state/use-topic.ts';

/** The way back to what is being carried; nothing while nothing is. */
export function WorkNote(): ReactNode {
  const { t } = useTranslation('sticks');
  const { go } = useNavigation();
  const work = useTopic('stickWork');
  if (work?.running !== true) return null;
  return (
    <Button icon={Usb} focusKey="stick-work" onPress={() => go('stick-work')}>
      {t('work.see')}
    </Button>
  );
}
