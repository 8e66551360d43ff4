import { Clock3, FileText, Network, RotateCcw, Trash2, Volume2, Wrench } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { List, ListRow } from '../../../components/list.tsx';
import { Screen } from '../../../components/screen.tsx';
import { Scroll } from '../../../components/scroll.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import { useNavigation } from '../../../navigation/navigation.tsx';
import { useTopic } from '../../../state/use-topic.ts';
import { HoursDialog } from './hours-dialog.tsx';
import { LineTestDialog } from './line-test-dialog.tsx';
import { LogsDialog } from './logs-dialog.tsx';
import { RestartDialog } from './restart-dialog.tsx';
import { UpdateDialog } from './update-dialog.tsx';
import { VolumeDialog } from './volume-dialog.tsx';
import { WipeDialog } from './wipe-dialog.tsx';
import './upkeep.css';

type Opened = 'line' | 'update' | 'volume' | 'hours' | 'logs' | 'restart' | 'wipe';

/** What an operator does for the terminal itself, mostly with somebody on the telephone. */
export function UpkeepScreen(): ReactNode {
  const { t } = useTranslation('upkeep');
  const format = useFormat();
  const { back } = useNavigation();
  const { volumeLimit, openingHours } = useTopic('app');
  const update = useTopic('update');
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = (): void => setOpened(null);
  const row = (name: Opened): { readonly title: string; readonly detail: string; readonly focusKey: string; readonly onPress: () => void } => ({
    title: t(`${name}.title`),
    detail: t(`${name}.hint`),
    focusKey: name,
    onPress: () => setOpened(name),
  });
  return (
    <Screen title={t('title')} onBack={back}>
      <Scroll label={t('title')}>
        <List label={t('title')}>
          <ListRow {...row('line')} icon={Network} initialFocus />
          <ListRow {...row('update')} icon={Wrench} end={update.state === 'ready' ? t('update.readyShort') : update.version} />
          <ListRow {...row('volume')} icon={Volume2} end={format.share(volumeLimit)} />
          <ListRow {...row('hours')} icon={Clock3} end={openingHours === null ? t('hours.none') : t('hours.between', openingHours)} />
          <ListRow {...row('logs')} icon={FileText} />
          <ListRow {...row('restart')} icon={RotateCcw} />
          <ListRow {...row('wipe')} icon={Trash2} />
        </List>
      </Scroll>
      {opened === 'line' && <LineTestDialog onClose={close} />}
      {opened === 'update' && <UpdateDialog onClose={close} />}
      {opened === 'volume' && <VolumeDialog onClose={close} />}
      {opened === 'hours' && <HoursDialog onClose={close} />}
      {opened === 'logs' && <LogsDialog onClose={close} />}
      {opened === 'restart' && <RestartDialog onClose={close} />}
      {opened === 'wipe' && <WipeDialog onClose={close} />}
    </Screen>
  );
}
