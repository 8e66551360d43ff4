import type { ReactNode } from 'react';

/** A plain text, a paragraph for each of its lines. */
export function Paragraphs({ text }: { readonly text: string }): ReactNode {
  return (
    <div className="item__paragraphs">
      {text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line, index) => (
          <p key={index}>{line}</p>
        ))}
    </div>
  );
}
