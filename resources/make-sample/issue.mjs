// @ts-check
/** The sample issue: its number, its name, and its programs in the order in which the menu shows them. */
import { program as dripIrrigation } from './programs/drip-irrigation/program.mjs';
import { program as machinerySubsidy } from './programs/machinery-subsidy/program.mjs';
import { program as no1Document } from './programs/no-1-document/program.mjs';
import { program as potatoRidging } from './programs/potato-ridging/program.mjs';

export const issue = {
  number: '2026-11',
  title: { 'zh-CN': '2026年第11期：一号文件与冬闲学技术', en: 'Issue 11 of 2026: the No. 1 Document, and skills for the winter' },
  programs: [no1Document, machinerySubsidy, dripIrrigation, potatoRidging],
};
