import { z } from 'zod';

/** The languages in which every screen, message and title can be had; the first is the default. */
export const languages = ['zh-CN', 'en'] as const;
export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;

/** A text for people. Chinese always exists; a missing English text falls back to it. */
export const localizedTextSchema = z.strictObject({
  'zh-CN': z.string().min(1).max(20_000),
  en: z.string().min(1).max(20_000).optional(),
});
export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** The text in the reader's language, else in Chinese. */
export function inLanguage(text: LocalizedText, language: Language): string {
  return text[language] ?? text['zh-CN'];
}
