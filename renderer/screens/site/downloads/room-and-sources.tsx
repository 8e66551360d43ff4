import { Clock3, Gauge, HardDrive, Server, ServerOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DownloadsView } from '../../../../contract/ipc/topics.ts';
import { Tag } from '../../../components/tag.tsx';
import { useFormat } from '../../../i18n/use-format.ts';

/** How much room is left, by which rules it is fetched, and where from; a source that sent wrong bytes stands out. */
export function RoomAndSources({ downloads }: { readonly downloads: DownloadsView }): ReactNode {
  const { t } = useTranslation('downloads');
  const format = useFormat();
  const { rules, sources, usableBytes, reserveBytes } = downloads;
  return (
    <p className="downloads__facts">
      <Tag icon={HardDrive} tone={usableBytes === 0 ? 'danger' : 'plain'}>
        {usableBytes === null ? t('room.unknown') : t('room.usable', { room: format.bytes(usableBytes), reserve: format.bytes(reserveBytes) })}
      </Tag>
      <Tag icon={Clock3}>{rules.night === null ? t('rules.anyTime') : t('rules.night', rules.night)}</Tag>
      <Tag icon={Gauge}>{rules.bytesPerSecond === null ? t('rules.fullSpeed') : t('rate', { rate: format.bytes(rules.bytesPerSecond) })}</Tag>
      {sources.map(({ name, setAside }) => (
        <Tag key={name} icon={setAside ? ServerOff : Server} tone={setAside ? 'danger' : 'plain'}>
          {setAside ? t('source.setAside', { name }) : t('source.name', { name })}
        </Tag>
      ))}
    </p>
  );
}
