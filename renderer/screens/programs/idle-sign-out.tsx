import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useToast } from '../../components/toast.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTopic } from '../../state/use-topic.ts';
import { IdleNotice } from './idle-notice.tsx';
import { useIdle } from './use-idle.ts';

/** Who forgets to sign out must not be taken for the next one to come. */
const SIGN_OUT_AFTER_MS = 3 * 60_000;

/** Signs out whoever has gone, on every screen but the film, which has its own way; leads home, so that nobody reads on. */
export function IdleSignOut(): ReactNode {
  const { t } = useTranslation('programs');
  const { home } = useNavigation();
  const toast = useToast();
  const { member } = useTopic('app');
  const signOut = useCall('member.signOut');
  const { secondsLeft } = useIdle(member === null ? null : SIGN_OUT_AFTER_MS, () => {
    void signOut.run({}).then((result) => {
      if (!result.ok) return;
      toast(t('signedOutByItself'));
      home();
    });
  });
  return <IdleNotice secondsLeft={secondsLeft} then="idle" />;
}
