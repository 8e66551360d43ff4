import { IdCard, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Message } from '../../components/message.tsx';

export interface UnknownCardProps {
  readonly card: string;
  readonly onBind: () => void;
  readonly onClose: () => void;
}

/** A card that is nobody's, said plainly, with the way to make it somebody's. */
export function UnknownCard({ card, onBind, onClose }: UnknownCardProps): ReactNode {
  const { t } = useTranslation('group');
  return (
    <div className="check-in__problem check-in__card">
      <Message tone="warning" what={t('card.unknown', { card })} safe={t('card.safe')} todo={t('card.todo')} />
      <div className="check-in__card-actions" data-focus-group>
        <Button icon={IdCard} variant="primary" focusKey="bind-card" onPress={onBind}>
          {t('card.bind')}
        </Button>
        <Button icon={X} focusKey="leave-card" onPress={onClose}>
          {t('card.leave')}
        </Button>
      </div>
    </div>
  );
}
