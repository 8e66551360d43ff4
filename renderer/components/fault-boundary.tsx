import { RotateCcw } from 'lucide-react';
import { Component } from 'react';
import type { ErrorInfo, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { Message } from './message.tsx';
import './fault-boundary.css';

interface State {
  readonly fault: string | null;
}

/** In the place of a screen that failed: what was recorded is safe with the main process, and one can begin anew. */
export class FaultBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { fault: null };

  static getDerivedStateFromError(error: unknown): State {
    return { fault: error instanceof Error ? error.message : String(error) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error('a screen failed', error, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.fault === null ? this.props.children : <Fault technical={this.state.fault} />;
  }
}

function Fault({ technical }: { readonly technical: string }): ReactNode {
  const { t } = useTranslation('common');
  return (
    <div className="fault">
      <Message tone="error" what={t('fault.what')} safe={t('fault.safe')} todo={t('fault.todo')} technical={technical} />
      <Button variant="primary" large icon={RotateCcw} initialFocus onPress={() => window.location.reload()}>
        {t('fault.again')}
      </Button>
    </div>
  );
}
