import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Picture } from '../../../contract/information/item.ts';
import { pictureUrl } from './picture.ts';

/** A picture of an item; nothing while it has not come. */
export function StepPicture({ picture, alt, className }: { readonly picture: Picture; readonly alt: string; readonly className: string }): ReactNode {
  const [missing, setMissing] = useState<string | null>(null);
  if (missing === picture.sha256) return null;
  return <img className={className} src={pictureUrl(picture)} alt={alt} onError={() => setMissing(picture.sha256)} />;
}
