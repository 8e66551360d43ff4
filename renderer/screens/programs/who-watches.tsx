import { LogIn, LogOut, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Tag } from '../../components/tag.tsx';
import { useToast } from '../../components/toast.tsx';
import { useNavigation } from '../../navigation/navigation.tsx';
import { useCall } from '../../state/use-call.ts';
import { useTopic } from '../../state/use-topic.ts';
import { useIdle } from './use-idle.ts';

/** Who forgets to sign out must not be taken for the next one to come. */
const SIGN_OUT_AFTER_MS = 3 * 60_000;

/** Who is signed in, with the way out; else the way in. Signs out by itself when nobody touches anything. */
export function WhoWatches(): ReactNode {
  const { t } = useTranslation('programs');
  const { go } = useNavigation();
  const toast = useToast();
  const { member } = useTopic('app');
  const signOut = useCall('member.signOut');
  useIdle(member === null ? null : SIGN_OUT_AFTER_MS, () => {
    void signOut.run({}).then((result) => result.ok && toast(t('signedOutByItself')));
  });
  if (member === null) {
    return (
      <Button icon={LogIn} focusKey="sign-in" onPress={() => go('sign-in', { thenPlay: null })}>
        {t('signIn')}
      </Button>
    );
  }
  return (
    <>
      <Tag icon={UserRound} tone="done">
        {t('member', { name: member.name, number: member.number })}
      </Tag>
      <Button icon={LogOut} focusKey="sign-in" busy={signOut.busy} onPress={() => void signOut.run({})}>
        {t('signOut')}
      </Button>
    </>
  );
}
