import { useEffect, useState } from 'react';
import { MAX_ENVELOPE_BYTES } from '../../../contract/usage/envelope.ts';
import type { TakenIn } from '../../records/schemas.ts';
import type { Refusal } from '../api.ts';
import { refusalOf } from '../parts/refusal-text.ts';
import { bringEnvelope } from './records-api.ts';

/** A file on its way to the county. */
export interface Brought {
  /** From the folder that was chosen. */
  readonly path: string;
  readonly file: File;
  readonly state:
    | { readonly at: 'waiting' | 'sending' }
    | { readonly at: 'taken'; readonly taken: TakenIn }
    | { readonly at: 'refused'; readonly refusal: Refusal | { readonly kind: 'too-large' } };
}

export interface Bringing {
  readonly files: readonly Brought[];
  /** Files that are no envelopes, left alone. */
  readonly others: number;
  readonly add: (files: readonly File[]) => void;
  /** Sends those again that did not reach the county. */
  readonly again: () => void;
  readonly clear: () => void;
}

/** Sends files to the county one after the other. One that is refused does not stop those behind it. */
export function useBringing(): Bringing {
  const [files, setFiles] = useState<readonly Brought[]>([]);
  const [others, setOthers] = useState(0);
  const next = files.find(({ state }) => state.at === 'waiting' || state.at === 'sending');

  useEffect(() => {
    if (next?.state.at !== 'waiting') return;
    const settle = (state: Brought['state']) => setFiles((known) => known.map((one) => (one.path === next.path ? { ...one, state } : one)));
    settle({ at: 'sending' });
    bringEnvelope(next.file).then(
      (taken) => settle({ at: 'taken', taken }),
      (error: unknown) => settle({ at: 'refused', refusal: refusalOf(error) }),
    );
  }, [next]);

  return {
    files,
    others,
    add: (chosen) => {
      const envelopes = chosen.filter(isEnvelope);
      setOthers((known) => known + chosen.length - envelopes.length);
      setFiles((known) => {
        const paths = new Set(known.map(({ path }) => path));
        const fresh = envelopes.map((file) => ({ path: pathOf(file), file })).filter(({ path }) => !paths.has(path));
        return [...known, ...fresh.sort(byFirstLine).map(({ path, file }): Brought => ({ path, file, state: beginning(file) }))];
      });
    },
    again: () => setFiles((known) => known.map((one) => (mayTryAgain(one) ? { ...one, state: { at: 'waiting' } } : one))),
    clear: () => {
      setFiles([]);
      setOthers(0);
    },
  };
}

/** It did not reach the county, or the county had no time for it. */
export function mayTryAgain({ state }: Brought): boolean {
  if (state.at !== 'refused') return false;
  const { kind } = state.refusal;
  return kind === 'unreachable' || kind === 'busy' || kind === 'wait' || kind === 'failing' || kind === 'strange' || kind === 'unauthorized';
}

function beginning(file: File): Brought['state'] {
  return file.size > MAX_ENVELOPE_BYTES ? { at: 'refused', refusal: { kind: 'too-large' } } : { at: 'waiting' };
}

/** Hidden files are what computers leave on sticks. */
function isEnvelope({ name }: File): boolean {
  return name.endsWith('.usage') && !name.startsWith('.');
}

function pathOf(file: File): string {
  return file.webkitRelativePath === '' ? `${file.name} (${file.size})` : file.webkitRelativePath;
}

function byFirstLine(a: { readonly file: File }, b: { readonly file: File }): number {
  return Number.parseInt(a.file.name, 10) - Number.parseInt(b.file.name, 10) || 0;
}
