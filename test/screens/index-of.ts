import { languages } from '../../contract/text.ts';
import type { Visited } from './take-pictures.ts';

/** The page that lists the pictures, in the order of the walk. */
export function indexOf(visited: readonly Visited[]): string {
  const cell = (screen: Visited, language: (typeof languages)[number]): string => `[${plain(screen.headings[language]) || screen.name}](${language}/${screen.name}.webp)`;
  const rows = visited.map((screen) => `| ${screen.name} | ${languages.map((language) => cell(screen, language)).join(' | ')} |`);
  return `# Screens

A picture of every screen and state at 1280×720, in Chinese and English, made by \`npm run screens\` in the order in which it walks
through the terminal; see [test/screens](../../test/screens/README.md). Look at each after a change, and commit those that changed.

| name | 中文 | English |
|---|---|---|
${rows.join('\n')}
`;
}

/** Without what a table would take for its own. */
function plain(text: string): string {
  return text.replaceAll(/[|[\]]/g, ' ').trim();
}
