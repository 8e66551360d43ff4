import { Landmark, ScrollText, Sprout, Wrench } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Category } from '../../contract/programs/program.ts';
import './poster.css';

/** The picture that stands for each category everywhere. */
export const categoryIcons: Readonly<Record<Category, LucideIcon>> = {
  'political-theory': Landmark,
  'policy-regulation': ScrollText,
  'wealth-skill': Sprout,
  'practical-technology': Wrench,
};

/** A picture that was not here may have arrived meanwhile. */
const AGAIN_AFTER_MS = 20_000;

/** A program's picture; its category's icon when there is none yet. Says nothing to a screen reader: the title does. */
export function Poster({ url, category }: { readonly url: string | null; readonly category: Category }): ReactNode {
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  const Icon = categoryIcons[category];
  useEffect(() => {
    if (failedUrl === null) return undefined;
    const timer = setTimeout(() => setFailedUrl(null), AGAIN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [failedUrl]);
  return (
    <span className="poster">
      {url !== null && url !== failedUrl ? <img src={url} alt="" onError={() => setFailedUrl(url)} /> : <Icon aria-hidden />}
    </span>
  );
}
