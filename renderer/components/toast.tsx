import { Info } from 'lucide-react';
import { createContext, use, useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import './toast.css';

/** Long enough to be read twice. */
const SHOWN_MS = 5000;

const ToastContext = createContext<((text: string) => void) | null>(null);

/** Room for one passing word at the foot of every screen below it. */
export function ToastProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [toast, setToast] = useState<{ readonly text: string; readonly id: number } | null>(null);
  const show = useCallback((text: string) => setToast((before) => ({ text, id: (before?.id ?? 0) + 1 })), []);
  useEffect(() => {
    if (toast === null) return undefined;
    const timer = setTimeout(() => setToast(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <ToastContext value={show}>
      {children}
      <div className="toast-place" role="status">
        {toast !== null && (
          <div className="toast" key={toast.id}>
            <Info aria-hidden />
            <span>{toast.text}</span>
          </div>
        )}
      </div>
    </ToastContext>
  );
}

/** Says something in passing that needs no answer. What matters belongs in a `Message`. */
export function useToast(): (text: string) => void {
  const show = use(ToastContext);
  if (show === null) throw new Error('useToast outside of ToastProvider');
  return show;
}
