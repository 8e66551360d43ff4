// @ts-check
import { handoutPages } from './handout.mjs';
import { poster, slides } from './slides.mjs';

/** @type {import('../../film/program.mjs').Program} */
export const program = {
  id: 'potato-ridging',
  title: { 'zh-CN': '马铃薯起垄栽培', en: 'Growing Potatoes on Ridges' },
  summary: {
    'zh-CN': '从选种切块、起垄播种到两次培土，看清每一步的尺寸，让洋芋长得大、不青头。',
    en: 'Seed, ridge, planting and two earthings-up, with the measures of each step, for bigger potatoes that do not turn green.',
  },
  category: 'practical-technology',
  topics: ['马铃薯种植'],
  courseKind: 'special',
  slides,
  poster,
  handout: { title: { 'zh-CN': '马铃薯起垄栽培明白纸', en: 'Potato ridging on one sheet (in Chinese)' }, pages: handoutPages },
  cues: [
    {
      slide: 'title',
      zh: '山地种洋芋，起垄长得好。',
      say: '山 di4 zhong4 洋芋，起垄，zhang3 de5 hao3。',
      en: 'On hill land, potatoes do well on ridges.',
    },
    { slide: 'title', zh: '今天讲马铃薯起垄栽培。', en: 'Today: how to grow potatoes on ridges.', pauseMs: 900 },
    {
      slide: 'why',
      step: 1,
      zh: '洋芋结在土里。土松、土厚，薯块才长得大。',
      say: '洋芋，jie1 在土里。土松，土厚，薯块 cai2 zhang3 de5 da4。',
      en: 'Potatoes form in the soil. Only in deep, loose soil do they grow big.',
    },
    {
      slide: 'why',
      step: 2,
      zh: '垄比地面高，春天升温快，雨天不积水。',
      say: '垄，比 di4 面高，春天升温快，雨天不积水。',
      en: 'A ridge stands above the ground: it warms early in spring, and rain does not stand on it.',
      pauseMs: 800,
    },
    {
      slide: 'seed',
      step: 1,
      zh: '先备种。切块，每块30到50克，带一到两个芽眼。',
      say: '先备种。qie1 kuai4，每块三十到五十克，dai4 一到两个芽眼。',
      en: 'First the seed. Cut pieces of 30 to 50 grams, each with one or two eyes.',
    },
    {
      slide: 'seed',
      step: 2,
      zh: '切刀要消毒。切到病薯，马上换刀。',
      say: 'qie1 dao1 要消毒。qie1 dao4 病薯，马上换刀。',
      en: 'Disinfect the knife. If you cut a sick tuber, change the knife at once.',
      pauseMs: 800,
    },
    {
      slide: 'ridge',
      zh: '再起垄。垄距80到90厘米，垄高20到25厘米。',
      say: '再起垄。垄距，八十到九十厘米。垄高，二十到二十五厘米。',
      en: 'Then the ridges: 80 to 90 cm from ridge to ridge, 20 to 25 cm high.',
    },
    {
      slide: 'plant',
      zh: '播种深度10到12厘米，株距25到30厘米。',
      say: '播种深度，十到十二厘米。株距，二十五到三十厘米。',
      en: 'Plant 10 to 12 cm deep, 25 to 30 cm apart.',
    },
    {
      slide: 'warm',
      zh: '10厘米深的土，稳定在七八度，就可以播种。',
      say: '十厘米深的土，稳定在七八度，就可以播种。',
      en: 'Plant when the soil at 10 cm stays at 7 to 8 degrees.',
      pauseMs: 800,
    },
    {
      slide: 'earth',
      step: 1,
      zh: '苗高15到20厘米，第一次培土。',
      say: '苗高，十五到二十厘米，第一次培土。',
      en: 'Earth up first when the plants are 15 to 20 cm tall.',
    },
    {
      slide: 'earth',
      step: 2,
      zh: '封垄以前，再培一次。',
      say: '封垄以前，再培 yi2 ci4。',
      en: 'Do it once more before the leaves close over the furrows.',
      pauseMs: 800,
    },
    {
      slide: 'green',
      zh: '薯块露出土，见光会变绿、有毒，不能吃。',
      say: '薯块露出土，见光会变绿，有毒，不能吃。',
      en: 'A tuber out of the soil turns green in the light. It is poisonous: do not eat it.',
      pauseMs: 800,
    },
    {
      slide: 'close',
      zh: '记住三句话：土要松，垄要高，培两次土。',
      say: '记住三句话。土要松。垄要高。培两次土。',
      en: 'Remember three things: loose soil, high ridges, earth up twice.',
    },
  ],
};
