import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLanguage } from '../../i18n/use-format.ts';
import { createReader, voiceFor } from './read-aloud.ts';
import type { Reading } from './read-aloud.ts';

export interface ReadAloud {
  readonly reading: Reading;
  readonly start: (texts: readonly string[]) => void;
  readonly pause: () => void;
  readonly goOn: () => void;
  readonly stop: () => void;
}

function subscribeToVoices(listener: () => void): () => void {
  speechSynthesis.addEventListener('voiceschanged', listener);
  return () => speechSynthesis.removeEventListener('voiceschanged', listener);
}

/** The machine's voice in the reader's language; null where it has none. It falls silent when the screen is left. */
export function useReadAloud(): ReadAloud | null {
  const language = useLanguage();
  const voice = useSyncExternalStore(subscribeToVoices, () => voiceFor(speechSynthesis.getVoices(), language));
  const [reading, setReading] = useState<Reading>('silent');
  const [reader] = useState(() => createReader(speechSynthesis, setReading));
  useEffect(() => () => reader.stop(), [reader, language]);
  if (voice === null) return null;
  return { reading, start: (texts) => reader.start(texts, voice, (text) => new SpeechSynthesisUtterance(text)), pause: reader.pause, goOn: reader.goOn, stop: reader.stop };
}
