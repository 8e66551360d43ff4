// @ts-check
import { poster, slides } from './slides.mjs';

/** @type {import('../../film/program.mjs').Program} */
export const program = {
  id: 'no-1-document',
  title: { 'zh-CN': '中央一号文件讲什么', en: 'What the No. 1 Central Document Is About' },
  summary: {
    'zh-CN': '一号文件是什么、哪些年讲过什么、怎样联系本村来读。适合党课开头集体收看。',
    en: 'What the document is, what it has been about over the years, and how to read it for one’s own village. Made to open a party class.',
  },
  category: 'political-theory',
  topics: ['党课', '乡村振兴'],
  courseKind: 'public',
  slides,
  poster,
  cues: [
    {
      slide: 'title',
      zh: '同志们好。今天读中央一号文件。',
      say: '同志们好。今天读中央一号文件。',
      en: 'Good day, comrades. Today we read the No. 1 Central Document.',
    },
    {
      slide: 'what',
      zh: '一号文件，原来指党中央每年的第一份文件。',
      say: '一号文件，原来指党中央每年的，第一份文件。',
      en: 'The name first meant the first document that the Party’s Central Committee sends out each year.',
    },
    {
      slide: 'years',
      step: 1,
      zh: '1982年到1986年，五年都讲农业和农村。',
      say: '一九八二年到一九八六年，五年都讲农业和农村。',
      en: 'From 1982 to 1986, five years running, it was about farming and the countryside.',
    },
    {
      slide: 'years',
      step: 2,
      zh: '从2004年起，每年都聚焦三农。',
      say: '从二零零四年起，每年都聚焦三农。',
      en: 'Since 2004 it has been about the “three rural matters” every year.',
    },
    {
      slide: 'three',
      zh: '三农，就是农业、农村、农民。',
      say: '三农就是，农业，农村，农民。',
      en: 'These are farming, the countryside, and the farmers.',
    },
    {
      slide: 'themes',
      zh: '农民增收、水利、乡村振兴，都当过主题。',
      say: '农民增收，水利，乡村振兴，都 dang1 guo5 主题。',
      en: 'Farmers’ income, water works and rural revitalisation have all been its theme.',
    },
    {
      slide: 'read',
      zh: '读文件，想三件事：讲了什么，和咱村有啥关系，我能做什么。',
      say: '读文件，想三件事。讲了什么，和 zan2 村有 sha2 关系，我能做什么。',
      en: 'As you read, ask three things: what does it say, what is it to our village, and what can I do?',
    },
  ],
};
